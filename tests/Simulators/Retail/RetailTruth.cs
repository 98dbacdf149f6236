using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DealerIntegration.Simulators.Retail;

/// <summary>A planted difference (预埋差异).</summary>
/// <param name="Cause">What the hub has to name; null where no document proves anything.</param>
/// <param name="Amount">Theirs minus ours for this document, as a hub has to state it.</param>
/// <param name="Effect">What it adds to (their closing balance − ours).</param>
/// <param name="Story">What happened, for people.</param>
internal sealed record RetailPlant(
    string Dealer, string Reference, string? Cause, decimal Amount, decimal Effect, string Story);

/// <summary>What was planted in the ledgers (预埋真值); it is kept aside and the hub never sees it.</summary>
/// <param name="Breaks">Differences with a cause that the data proves.</param>
/// <param name="Unexplained">Differences that nothing proves: they have to stay in the residual.</param>
/// <param name="IncompleteDealers">Customers that sent no ledger although they did business.</param>
/// <param name="Residual">Sum of the customers' residuals without their signs: opposite ones must not cancel.</param>
internal sealed record RetailTruth(
    string Period, int Seed, int Ledgers, int Entries, IReadOnlyList<RetailPlant> Breaks,
    IReadOnlyList<RetailPlant> Unexplained, IReadOnlyList<string> IncompleteDealers, decimal Residual)
{
    /// <summary>Amounts as text with all their decimals, so that no reader rounds them.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ExactText() },
    };

    private sealed class ExactText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            decimal.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("0.00##########", CultureInfo.InvariantCulture));
    }
}
