namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// The part of a flat data record (EDI_DD40) that is no data: kept, so that a file is written back byte for byte.
/// </summary>
/// <param name="Definition">SEGNAM, with the version.</param>
/// <param name="Number">SEGNUM, the record's own number.</param>
/// <param name="Parent">PSGNUM, the number of the record it stands below; zeros: of none.</param>
/// <param name="Length">Of the whole line, in characters: trailing blanks count.</param>
/// <param name="LineEnd">What ends the line, with blank lines that follow; empty at the end of a file without one.
/// </param>
internal sealed record FlatRecord(
    string Definition,
    string Client,
    string DocumentNumber,
    string Number,
    string Parent,
    string Level,
    int Length,
    string LineEnd)
{
    /// <summary>Before the data of a record: 30 SEGNAM, 3 MANDT, 16 DOCNUM, 6 SEGNUM, 6 PSGNUM, 2 HLEVEL.</summary>
    public const int HeaderLength = 63;

    public const int LongestData = 1000;

    public string Header =>
        $"{Definition,-30}{Client,-3}{DocumentNumber,-16}{Number,-6}{Parent,-6}{Level,-2}";

    /// <param name="line">At least as long as the header.</param>
    public static FlatRecord Of(string line, string lineEnd) => new(
        line[..30].TrimEnd(' '),
        line[30..33].TrimEnd(' '),
        line[33..49].TrimEnd(' '),
        line[49..55].TrimEnd(' '),
        line[55..61].TrimEnd(' '),
        line[61..63].TrimEnd(' '),
        line.Length,
        lineEnd);
}
