using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>The columns of one row in their order.</summary>
internal sealed class CopyRow(NpgsqlBinaryExporter export)
{
    public string Text() => export.Read<string>();

    public int Int() => export.Read<int>();

    public bool Bool() => export.Read<bool>();

    public decimal Decimal() => export.Read<decimal>();

    public DateOnly Date() => export.Read<DateOnly>();

    public DateTimeOffset Instant() => new(export.Read<DateTime>(), TimeSpan.Zero);

    public string? TextOrNull() => IsNull() ? null : export.Read<string>();

    public decimal? DecimalOrNull() => IsNull() ? null : export.Read<decimal>();

    public DateOnly? DateOrNull() => IsNull() ? null : export.Read<DateOnly>();

    public int? IntOrNull() => IsNull() ? null : export.Read<int>();

    public long? LongOrNull() => IsNull() ? null : export.Read<long>();

    private bool IsNull()
    {
        if (!export.IsNull)
        {
            return false;
        }

        export.Skip();
        return true;
    }
}
