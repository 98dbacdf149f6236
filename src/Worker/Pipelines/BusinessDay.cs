using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Pipelines;

/// <summary>
/// The principal's calendar day of a run (业务日期), by the database's clock: a retried chunk writes the same day.
/// </summary>
internal sealed class BusinessDay(HubOptions options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Principal.TimeZone);

    public DateOnly Of(Run run) => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(run.CreatedAt, DateTimeKind.Utc), _zone));
}
