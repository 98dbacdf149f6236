using System.Text.Json.Serialization;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Idoc;
using DealerIntegration.Connectors.Kingdee;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Qimen;
using DealerIntegration.Connectors.Sap;
using DealerIntegration.Connectors.U8;
using DealerIntegration.Connectors.YonBip;

namespace DealerIntegration.Connectors.Configuration;

/// <summary>Which protocol a partner speaks; the list of kinds is <see cref="ConnectorList"/>.</summary>
public enum ConnectorKind
{
    Sap,
    Qimen,
    Files,
    Idoc,
    Http,
    Yonbip,
    Kingdee,
    U8,
}

/// <summary>
/// One partner system (连接器配置): where it is, how to sign in, how hard to press it, and its field mappings.
/// </summary>
public sealed record ConnectorFile
{
    public required string Name { get; init; }

    public required ConnectorKind Kind { get; init; }

    /// <summary>
    /// Base address of the partner, or the folder of a files connector, which a command may give instead.
    /// </summary>
    public string? Address { get; init; }

    public SignIn? SignIn { get; init; }

    public App? App { get; init; }

    public IdocSettings? Idoc { get; init; }

    public HttpSettings? Http { get; init; }

    public YonBipSettings? Yonbip { get; init; }

    public KingdeeSettings? Kingdee { get; init; }

    public U8Settings? U8 { get; init; }

    public SapSettings? Sap { get; init; }

    public QimenSettings? Qimen { get; init; }

    public Limits Limits { get; init; } = new();

    public required List<DatasetMapping> Datasets { get; init; }

    /// <summary>The file this was read from, for messages.</summary>
    [JsonIgnore]
    public string FilePath { get; init; } = "connector";

    /// <exception cref="ConfigurationException">Lists everything wrong with the file.</exception>
    public static ConnectorFile Load(string path)
    {
        var file = ConfigFile.Load<ConnectorFile>(path) with { FilePath = path };
        MappingCheck.Require(file.Datasets, path);
        HttpCheck.Require(file);
        YonBipCheck.Require(file);
        KingdeeCheck.Require(file);
        U8Check.Require(file);
        SapSettings.Of(file);
        QimenCheck.Require(file);
        return file;
    }

    /// <exception cref="ConfigurationException">The file maps no such dataset.</exception>
    public DatasetMapping Dataset(string name) => Datasets.FirstOrDefault(d => d.Dataset == name)
        ?? throw new ConfigurationException(
            $"{FilePath}: maps no dataset '{name}'; it maps {string.Join(", ", Datasets.Select(d => d.Dataset))}.");
}

/// <summary>User and password of a technical account; the password is named, never written.</summary>
public sealed record SignIn(string User, SecretName Password);

/// <summary>Application key and secret of a signing gateway.</summary>
/// <param name="Customer">The account the partner gave the hub (customerId of a WMS).</param>
public sealed record App(string Key, SecretName Secret, string Customer)
{
    /// <summary>Owner of the goods (货主) in a warehouse that keeps those of several.</summary>
    public string? Owner { get; init; }

    /// <summary>Codes with which this partner says that it already has our document; they differ by vendor.</summary>
    public List<string> DuplicateCodes { get; init; } = ["DUPLICATE"];

    /// <summary>Codes with which this partner says that it has no such document; they differ by vendor.</summary>
    public List<string> NotFoundCodes { get; init; } = ["NOTFOUND", "NOT_FOUND"];
}

/// <summary>The name under which <see cref="ISecrets"/> finds a secret.</summary>
public sealed record SecretName(string Secret);

/// <summary>How hard a partner may be pressed.</summary>
public sealed record Limits
{
    /// <summary>Calls in flight at the same time.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>For one try, from the first byte sent to the last byte read.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>Further tries of a read after a transient failure. Writes are never tried again.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Wait before the first retry; it doubles with each further one, with jitter.</summary>
    public int BackoffMilliseconds { get; init; } = 500;

    /// <summary>
    /// A partner that asks for a longer pause is left alone and the read fails, to be taken up again later.
    /// </summary>
    public int LongestWaitSeconds { get; init; } = 60;

    public int MaxAnswerMegabytes { get; init; } = 64;

    /// <summary>Calls that may begin within a minute, evenly spread, retries included; absent: any number.</summary>
    public int? PerMinute { get; init; }

    /// <summary>
    /// Within what time a partner that gave no answer to a document may still bring it about; before, what a look-up
    /// does not find is not sent again. Absent: see <see cref="SettlingTime"/>.
    /// </summary>
    public int? SettleSeconds { get; init; }
}
