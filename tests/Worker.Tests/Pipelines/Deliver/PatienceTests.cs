using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Worker.Pipelines.Deliver;
using Microsoft.Extensions.Logging.Abstractions;

namespace DealerIntegration.Worker.Tests.Pipelines.Deliver;

/// <summary>A partner that is down costs a delivery a few minutes, however many documents wait for it.</summary>
public sealed class PatienceTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 5, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_document_is_tried_and_the_pauses_do_not_grow_with_their_number()
    {
        await using var stages = await PartnerStages.OpenAsync(postgres);
        await stages.SendAsync([.. Enumerable.Range(1, 20).Select(i => PartnerStages.SalesOrder($"SO-{i:00}"))]);
        var ids = (await stages.Hub.RowsAsync("SELECT id FROM delivery.outbox ORDER BY id")).Select(long.Parse);
        var (time, down) = (new LeapingTime(Start), new Down());
        var sender = new OutboxSender(stages.Hub.Database, time, NullLogger<OutboxSender>.Instance);

        var unknown = await sender.SendAsync(
            down, TimeSpan.Zero, "sap", 1, [.. ids], TestContext.Current.CancellationToken);

        Assert.Equal(20, unknown);
        Assert.Equal(20, down.Asked.Distinct().Count());
        Assert.InRange(time.GetUtcNow() - Start, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
    }

    private sealed class Down : ITarget
    {
        public List<string> Asked { get; } = [];

        public Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
        {
            Asked.Add(document.Key);
            return Task.FromResult<PushOutcome>(
                new PushOutcome.Unknown("nobody is there", TimeSpan.FromSeconds(30), MayHaveArrived: false));
        }

        public Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
            Task.FromResult<string?>(null);
    }
}
