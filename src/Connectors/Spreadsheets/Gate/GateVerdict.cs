using System.Diagnostics.CodeAnalysis;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>What the bytes of a file are, whatever its name says (文件类型).</summary>
public enum FileKind
{
    Unknown,
    Xlsx,

    /// <summary>Excel 97-2003; only a process of its own may read it.</summary>
    Xls,

    Csv,
}

/// <summary>Whether a file may be opened (准入结论): its kind, or the reason why not. Never an exception.</summary>
public sealed record GateVerdict(FileKind Kind, Finding? Refusal)
{
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool MayOpen => Refusal is null;

    /// <summary>Of a delimited file, in which encoding it is: to find that out takes a look at every byte.</summary>
    internal CsvDetection? Detection { get; init; }

    public static GateVerdict Open(FileKind kind) => new(kind, null);

    public static GateVerdict Refuse(Finding reason) => new(FileKind.Unknown, reason);
}
