namespace DealerIntegration.Domain.Warehouses;

/// <summary>
/// A report of a warehouse on one document (出入库回传). Its quantities are increments, those of a final report too.
/// </summary>
/// <param name="Id">The same for a report that comes again.</param>
/// <param name="IsFinal">Null: the sender does not say, and the status decides.</param>
public sealed record WarehouseReport(
    string Id, bool? IsFinal, string? Status, DateTimeOffset? At, IReadOnlyList<ReportedLine> Lines)
{
    /// <summary>Nothing more is to come; a later report may still correct it.</summary>
    public bool Closes => WarehouseStatus.IsEnd(Status)
        || (IsFinal ?? (Status is null || WarehouseStatus.IsDone(Status)));

    /// <summary>Each report once, in an order that the order of arrival does not change.</summary>
    public static IReadOnlyList<WarehouseReport> Once(IEnumerable<WarehouseReport> reports) =>
        [
            .. reports.DistinctBy(report => report.Id)
                .OrderBy(report => report.At)
                .ThenBy(report => report.Id, StringComparer.Ordinal),
        ];
}

/// <summary>Goods in a report or a list (回传行).</summary>
/// <param name="OrderPosition">Of the line that was ordered, where the warehouse names it.</param>
/// <param name="Planned">What the warehouse says was ordered.</param>
public sealed record ReportedLine(string? OrderPosition, string Product, decimal Quantity, decimal? Planned = null);

/// <summary>
/// What the warehouse answers when it is asked for a document (单据查询): where it stands, and all that moved so far.
/// </summary>
/// <param name="Lines">Empty: the warehouse lists no quantities.</param>
public sealed record ListedState(string Status, IReadOnlyList<ReportedLine> Lines);

/// <summary>Everything a warehouse has said of a document (仓库回传与查询).</summary>
/// <param name="LastOn">When it last said something.</param>
public sealed record WarehouseWord(IReadOnlyList<WarehouseReport> Reports, ListedState? Listed, DateOnly? LastOn)
{
    public static readonly WarehouseWord Silence = new([], null, null);

    public bool IsSilence => Reports.Count == 0 && Listed is null;
}
