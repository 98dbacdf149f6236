using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Idoc;

/// <summary>What can go wrong with a partner that speaks through files (文件故障).</summary>
internal static class IdocFaults
{
    public static readonly FaultKind Growing = new(
        "growing", "A file is half written, and written on while it is waited for.", CallKind.Read);

    public static readonly FaultKind Vanishes = new(
        "vanishes", "A file that was listed is gone when it is to be read.", CallKind.Read);

    public static readonly FaultKind CutRecord = new(
        "cutRecord", "A flat file ends within its last record.", CallKind.Read);

    public static readonly FaultKind CutXml = new("cutXml", "An XML file ends half-way.", CallKind.Read);

    public static readonly FaultKind EmptyFile = new("emptyFile", "A file holds nothing.", CallKind.Read);

    public static readonly FaultKind Entities = new(
        "entities", "An XML file declares an entity that reads a file of ours.", CallKind.Read);

    public static readonly FaultKind FolderGone = new(
        "folderGone", "The folder is not there, as when a share is not mounted.", CallKind.Read);

    public static readonly FaultKind Repeated = new(
        "repeated", "A file comes again under another name.", CallKind.Read);

    public static readonly FaultKind SameNumber = new(
        "sameNumber", "An IDoc comes under the number of another one, with another content.", CallKind.Read);

    public static readonly FaultKind ForeignType = new(
        "foreignType", "An IDoc of a message that nobody reads lies in the folder.", CallKind.Read);

    public static readonly FaultKind OldControl = new(
        "oldControl", "An IDoc with a control record of release 3.x lies in the folder.", CallKind.Read);

    public static readonly FaultKind TornStatus = new(
        "tornStatus", "The status message is half written at first.", CallKind.Write);

    public static readonly FaultKind Refuse = new(
        "refuse", "Does not post the IDoc and says why (51).", CallKind.Write);

    public static readonly IReadOnlyList<FaultKind> All =
    [
        Growing, Vanishes, CutRecord, CutXml, EmptyFile, Entities, FolderGone, Repeated, SameNumber, ForeignType,
        OldControl, TornStatus, Refuse, FaultList.AnswerLater, FaultList.NeverFinishes,
    ];
}
