using System.Text.Json;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace DealerIntegration.Simulators.Business;

internal sealed record TrueBreak(string Dealer, string Reference, string Cause, decimal Amount);

internal sealed record TrueCase(string Dealer, string Product, string Area, IReadOnlyList<string> Codes);

internal sealed record TrueOrder(string Dealer, string Number, string? Refusal);

/// <summary>
/// What was planted (预埋真值), for comparison with what the hub finds; the hub never sees it. Breaks of a dealer whose
/// ledger cannot be read stand apart: nobody can find them.
/// </summary>
internal sealed record Truth(
    IReadOnlyList<TrueBreak> Breaks, IReadOnlyList<TrueCase> Cases, IReadOnlyList<TrueBreak> BreaksOfIncomplete,
    IReadOnlyList<string> IncompleteDealers, IReadOnlyList<TrueOrder> Orders, IReadOnlyList<TrueDifference> Differences,
    TrueTrace Trace)
{
    /// <summary>Amounts as JSON strings, so that no reader turns a cent into a binary fraction.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new AmountText() },
    };

    public static Truth Of(SeededMonth month)
    {
        var breaks = month.Plants.Select(plant =>
            new TrueBreak(plant.Dealer.Code, plant.Reference, plant.Cause, plant.Effect))
            .OrderBy(one => one.Dealer, StringComparer.Ordinal).ThenBy(one => one.Reference, StringComparer.Ordinal)
            .ToLookup(one => one.Dealer == SeededMonth.BrokenLedgerDealer);
        return new Truth(
            [.. breaks[false]],
            [.. month.Diversions.Select(one => new TrueCase(
                one.Dealer.Code, one.Product.Code, one.Prefecture, [.. one.Codes.Order(StringComparer.Ordinal)]))],
            [.. breaks[true]],
            [SeededMonth.BrokenLedgerDealer],
            [.. month.NewOrders.Select(order => new TrueOrder(order.Dealer.Code, order.Number, order.Refusal))],
            month.Differences,
            month.Carrier.Truth);
    }

    private sealed class AmountText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? decimal.Parse(reader.GetString()!) : reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("0.00"));
    }
}
