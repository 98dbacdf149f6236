using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Worker.Hosting;

/// <summary>config/hub.json: what belongs to the hub as a whole.</summary>
internal sealed record HubOptions
{
    public required PrincipalOptions Principal { get; init; }

    public required PartnerOptions Partners { get; init; }

    public required FolderOptions Folders { get; init; }

    public required WorkOptions Work { get; init; }

    public required DashboardOptions Dashboard { get; init; }

    public RebateOptions Rebates { get; init; } = new();

    public UploadOptions Uploads { get; init; } = new();

    public static HubOptions Load(string configFolder)
    {
        var path = Path.Combine(configFolder, "hub.json");
        var options = ConfigFile.Load<HubOptions>(path);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.Principal.TimeZone, out _))
        {
            throw new ConfigurationException(
                $"{path}: $.principal.timeZone '{options.Principal.TimeZone}' is not an IANA time zone; "
                + "write for example Asia/Shanghai.");
        }

        if (!Uri.TryCreate(options.Dashboard.Address, UriKind.Absolute, out var address) || address.Scheme != "http")
        {
            throw new ConfigurationException(
                $"{path}: $.dashboard.address '{options.Dashboard.Address}' is not an http address; "
                + "write for example http://127.0.0.1:5080.");
        }

        if (options.Uploads is { FileMegabytes: < 1 } or { Cells: < 1 } or { Characters: < 1 })
        {
            throw new ConfigurationException(
                $"{path}: $.uploads holds a limit below 1, which would refuse every file; leave it out or raise it.");
        }

        return options;
    }
}

/// <summary>The manufacturer that runs the hub (厂家).</summary>
internal sealed record PrincipalOptions
{
    public required string Name { get; init; }

    /// <summary>IANA zone of business dates.</summary>
    public required string TimeZone { get; init; }
}

/// <summary>Which connectors of config/connectors play which part.</summary>
internal sealed record PartnerOptions
{
    /// <summary>Takes accepted orders and credit notes.</summary>
    public required string Erp { get; init; }

    /// <summary>Takes delivery orders.</summary>
    public required string Warehouse { get; init; }
}

/// <summary>Where dealers' files come in and go out; relative paths start at the data folder.</summary>
internal sealed record FolderOptions
{
    public required string Drop { get; init; }

    public required string Outbox { get; init; }

    /// <summary>A file that was still growing this recently is left for the next run.</summary>
    public required int SettleSeconds { get; init; }
}

internal sealed record WorkOptions
{
    /// <summary>Background workers of one hub process.</summary>
    public required int Workers { get; init; }

    /// <summary>A worker that is silent this long has lost its chunk to the next one.</summary>
    public required int LeaseSeconds { get; init; }

    /// <summary>How often runs without a live job are looked for.</summary>
    public required int RecoverySeconds { get; init; }

    /// <summary>Transient failures of one chunk before its run fails.</summary>
    public required int ChunkAttempts { get; init; }

    /// <summary>Dealers that one reconciliation or settlement chunk holds.</summary>
    public required int DealersPerChunk { get; init; }
}

/// <summary>What belongs to the rebate pool (返利池).</summary>
internal sealed record RebateOptions
{
    /// <summary>Credits that expire within so many days are named ahead.</summary>
    public int ExpiryWarningDays { get; init; } = 30;
}

/// <summary>
/// How large a dealer's file may be (上传文件上限). A distributor's stock list of a million rows has some 60 MB, 12 million
/// cells and 100 million characters.
/// </summary>
internal sealed record UploadOptions
{
    // What one takes in the XML of a sheet, and some more.
    private const long BytesPerCell = 80;

    public int FileMegabytes { get; init; } = 25;

    public long Cells { get; init; } = GateLimits.Default.Cells;

    /// <summary>Of all cells together, a shared text counted once per cell that shows it.</summary>
    public long Characters { get; init; } = GateLimits.Default.Characters;

    public GateLimits Limits()
    {
        var unpacked = Math.Max(GateLimits.Default.UnpackedBytes, Cells * BytesPerCell);
        return new()
        {
            FileBytes = FileMegabytes * 1024L * 1024, StreamedBytes = unpacked, UnpackedBytes = unpacked, Cells = Cells,
            Characters = Characters,
        };
    }
}

internal sealed record DashboardOptions
{
    public required string Address { get; init; }
}
