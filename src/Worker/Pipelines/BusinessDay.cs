using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Pipelines;

/// <summary>
/// The principal's calendar day of a run (业务日期), by the database's clock: a retried chunk writes the same day.
/// </summary>
internal sealed class BusinessDay(HubOptions options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Principal.TimeZone);

    public DateOnly Of(Run run) => Of(run.CreatedAt);

    /// <summary>The instant at which a clock on the principal's wall shows a time of a day.</summary>
    public DateTimeOffset InstantOf(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <param name="utc">An instant as the database gives it.</param>
    public DateOnly Of(DateTime utc) => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone));
}
