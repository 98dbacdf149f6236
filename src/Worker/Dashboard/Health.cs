using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>
/// Whether this process can work: the database answers, and the background workers of this very process have
/// announced themselves there. Answers "ok" or a status, nothing that a stranger could use.
/// </summary>
internal sealed class Health(DashboardQueries queries, TimeProvider clock, ILogger<Health> log)
{
    public const string Path = "/health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Hangfire names a server machine:process:unique, and takes the machine's name in this order.
    private static readonly string Server =
        (Environment.GetEnvironmentVariable("COMPUTERNAME")
            ?? Environment.GetEnvironmentVariable("HOSTNAME")
            ?? Environment.MachineName) + $":{Environment.ProcessId}:";

    // A restarted container may have the machine name and process number of the one that died.
    private readonly DateTimeOffset _born = clock.GetUtcNow();

    public async Task<IResult> AnswerAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return await queries.HasServerAsync(Server, _born, patience.Token)
                ? Results.Text("ok")
                : Results.Text("no workers yet", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            log.HealthNoDatabase(e);
            return Results.Text("no database", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
