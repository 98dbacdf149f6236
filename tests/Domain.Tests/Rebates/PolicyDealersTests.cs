using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class PolicyDealersTests
{
    private static readonly DealerFacts Hangzhou = Policies.Dealer(group: "G1");

    public static TheoryData<PolicyDealers, bool> Selections => new()
    {
        { new(), true },
        { new(Territories: ["330000"]), true },
        { new(Territories: ["330100"]), true },
        { new(Territories: ["330106"]), false },
        { new(Territories: ["310000", "000000"]), true },
        { new(ExcludeTerritories: ["330000"]), false },
        { new(ExcludeTerritories: ["340000"]), true },
        { new(Groups: ["G1"]), true },
        { new(Groups: ["G2"]), false },
        { new(ExcludeTiers: ["T1"]), false },
        { new(Groups: ["G1"], ExcludeDealers: ["D001"]), false },
    };

    [Theory]
    [MemberData(nameof(Selections), DisableDiscoveryEnumeration = true)]
    public void Every_list_that_is_given_narrows_and_an_area_holds_what_lies_in_it(PolicyDealers who, bool expected) =>
        Assert.Equal(expected, (Policies.Plain with { Who = who }).AppliesTo(Hangzhou));

    [Fact]
    public void A_dealer_without_territory_or_group_is_in_none_and_cannot_be_excluded_by_one()
    {
        var unknown = Hangzhou with { Territory = null, Group = null };
        Assert.False((Policies.Plain with { Who = new(Territories: ["330000"]) }).AppliesTo(unknown));
        Assert.False((Policies.Plain with { Who = new(Groups: ["G1"]) }).AppliesTo(unknown));
        Assert.True((Policies.Plain with { Who = new(ExcludeTerritories: ["330000"]) }).AppliesTo(unknown));
    }

    [Fact]
    public void Lines_in_another_currency_are_another_matter() =>
        Assert.False(Policies.Plain.AppliesTo(Hangzhou with { Currency = "USD" }));
}
