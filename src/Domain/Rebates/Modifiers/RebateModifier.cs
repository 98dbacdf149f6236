using System.Text.Json.Serialization;

namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>
/// What changes the amount after the rule (返利调节项). The attributes below are the list of modifiers; a new one is one
/// file in this folder and one line here.
/// </summary>
/// <remarks>
/// The contract of a modifier: it is a record of what the file says. <see cref="Apply"/> gets the draft of the payout,
/// unrounded, after the modifiers before it, changes it and writes down what it did. An instance of this very type
/// stands for a modifier that does not exist, so that validation reports it.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(PaymentSpeed), PaymentSpeed.TypeName)]
[JsonDerivedType(typeof(Guarantee), Guarantee.TypeName)]
[JsonDerivedType(typeof(Cap), Cap.TypeName)]
[JsonDerivedType(typeof(Floor), Floor.TypeName)]
[JsonDerivedType(typeof(MinimumPayout), MinimumPayout.TypeName)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public record RebateModifier
{
    private static readonly string[] Names = [.. typeof(RebateModifier)
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
        .Cast<JsonDerivedTypeAttribute>()
        .Select(attribute => (string)attribute.TypeDiscriminator!)];

    /// <summary>Whether it needs to know when invoices were paid.</summary>
    internal virtual bool ReadsPayments => false;

    /// <summary>Whether an earlier period leaves something over for a later one.</summary>
    internal virtual bool CarriesOver => false;

    /// <param name="path">Where it stands in the file, such as <c>modifiers[0]</c>.</param>
    internal virtual IEnumerable<PolicyProblem> Problems(RebatePolicy policy, string path) =>
    [
        new PolicyProblem(
            $"{path}.type", "The policy names no modifier that exists.", $"Write one of: {string.Join(", ", Names)}."),
    ];

    /// <param name="carried">
    /// What the period before left over for this one; on return what this one leaves over. 0 at first.
    /// </param>
    internal virtual void Apply(Draft draft, ref decimal carried) =>
        throw new InvalidOperationException("The policy names no modifier that exists; validate it before computing.");
}
