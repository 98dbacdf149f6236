using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>
/// What every target must do (推送合规): one document, one effect, and one of three outcomes, whatever happens on the way.
/// </summary>
public abstract partial class PushCompliance
{
    private const string Key = "HUB-0001";

    private protected abstract CompliancePartner Partner { get; }

    [Fact]
    public async Task A_document_is_done_under_the_partners_number_and_found_by_our_key()
    {
        await using var rig = await Rig.StartAsync(Partner);

        var done = Assert.IsType<PushOutcome.Done>(await PushAsync(rig));

        Assert.Equal([done.PartnerNumber], rig.Stage.Effects[Key]);
        Assert.Equal(done.PartnerNumber, await FindAsync(rig));
        Assert.Null(await rig.Target!.FindAsync(Partner.Document("HUB-0002"), Rig.Cancel));
    }

    [Fact]
    public async Task Twenty_documents_at_once_have_one_effect_each()
    {
        await using var rig = await Rig.StartAsync(Partner, Together);
        var documents = Enumerable.Range(1, 20).Select(number => Partner.Document($"HUB-1{number:000}")).ToList();

        var outcomes = await Task.WhenAll(documents.Select(one => rig.PushAsync(one)));

        var numbers = outcomes.Select(outcome => Assert.IsType<PushOutcome.Done>(outcome).PartnerNumber).ToList();
        Assert.Equal(20, numbers.Distinct().Count());
        Assert.Equal(
            documents.Zip(numbers, (document, number) => $"{document.Key} {number}").Order(StringComparer.Ordinal),
            rig.Stage.Effects.Select(one => $"{one.Key} {Assert.Single(one.Value)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_refusal_is_final_and_gives_the_partners_reason()
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Faults.Next("refuse");

        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync(rig));

        Assert.Contains(refused.Reason, letter => char.IsLetter(letter));
        Assert.Equal(1, rig.Stage.Faults.Taken["refuse"]);
        Assert.Null(await FindAsync(rig));
        Assert.Empty(rig.Stage.Effects);
    }

    [Fact]
    public async Task A_kind_the_partner_does_not_take_is_refused_without_a_call()
    {
        await using var rig = await Rig.StartAsync(Partner);

        var outcome = await rig.Target!.PushAsync(Partner.Document(Key) with { Kind = "greeting" }, Rig.Cancel);

        Assert.Contains("greeting", Assert.IsType<PushOutcome.Refused>(outcome).Reason);
        Assert.Empty(rig.Stage.Traffic.Calls);
    }

    [Fact]
    public async Task A_document_that_comes_again_is_the_one_that_is_there()
    {
        await using var rig = await Rig.StartAsync(Partner);
        var first = await PushAsync(rig);

        var second = await rig.PushAsync(Partner.Document(Key), rig.NewConnector().Target);

        if (Partner.Can.NoDuplicateCheck is { } reason)
        {
            Lacks(reason, rig.Stage.Effects[Key].Count == 2);
            return;
        }

        Assert.Equal(Assert.IsType<PushOutcome.Done>(first), second);
        Assert.Single(rig.Stage.Effects[Key]);
    }

    [Fact]
    public async Task A_token_that_is_refused_at_the_door_is_renewed_and_the_document_done_once()
    {
        if (await WritesWithoutTokenAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Faults.Next("tokenExpired", on: CallKind.Write);

        Assert.IsType<PushOutcome.Done>(await PushAsync(rig));

        Assert.Single(rig.Stage.Effects[Key]);
        Assert.Equal(2, rig.Stage.Traffic.Count(CallKind.Write));
    }

    [Fact]
    public async Task A_token_that_is_refused_again_and_again_leaves_the_outcome_open()
    {
        if (await WritesWithoutTokenAsync())
        {
            return;
        }

        await using var rig = await Rig.StartAsync(Partner);
        rig.Stage.Faults.Next("tokenExpired", count: 1000, on: CallKind.Write);

        Assert.IsType<PushOutcome.Unknown>(await PushAsync(rig));

        Assert.Equal(2, rig.Stage.Traffic.Count(CallKind.Write));
    }

    [Fact]
    public async Task Twenty_documents_at_once_fetch_one_token()
    {
        if (await WritesWithoutTokenAsync())
        {
            return;
        }

        await using var alone = await Rig.StartAsync(Partner);
        await PushAsync(alone);
        await using var rig = await Rig.StartAsync(Partner, Together);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            rig.Target!.PushAsync(Partner.Document($"HUB-1{number:000}"), Rig.Cancel)));

        Assert.Equal(alone.Stage.Traffic.Count(CallKind.Token), rig.Stage.Traffic.Count(CallKind.Token));
    }

    // While one document waits for its outcome the clock leaps for all; no other call may take that for its own time.
    private static Limits Together => Rig.Limits with { TimeoutSeconds = 3600 };

    private Task<PushOutcome> PushAsync(Rig rig) => rig.PushAsync(Partner.Document(Key));

    private Task<string?> FindAsync(Rig rig) => rig.Target!.FindAsync(Partner.Document(Key), Rig.Cancel);

    // Said of a partner, and proved by a document that needs none.
    private async Task<bool> WritesWithoutTokenAsync()
    {
        if (Partner.Can.NoWriteToken is not { } reason)
        {
            return false;
        }

        await using var rig = await Rig.StartAsync(Partner);
        Assert.IsType<PushOutcome.Done>(await PushAsync(rig));
        Lacks(reason, rig.Stage.Traffic.Count(CallKind.Token) == 0);
        return true;
    }

    private static void Lacks(string reason, bool isSo) => Assert.True(isSo, $"It can, against its word: {reason}");
}
