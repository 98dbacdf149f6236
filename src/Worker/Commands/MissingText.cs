using System.Text;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Uploads;

namespace DealerIntegration.Worker.Commands;

/// <summary>What dealers owe, as text: the count of each kind, then a line for each that is not there.</summary>
internal static class MissingText
{
    public static string Of(Period period, IReadOnlyList<ExpectedFile> files)
    {
        var text = new StringBuilder();
        if (files.Count == 0)
        {
            text.AppendLine("No file is expected from any dealer; \"expected\" in config/uploads says from whom.");
            return text.ToString();
        }

        text.AppendLine($"Files of {period}");
        foreach (var kind in files.GroupBy(f => f.Dataset, StringComparer.Ordinal))
        {
            text.AppendLine(
                $"  {kind.Key,-16} {kind.Count()} expected: {Count(kind, FileStanding.Taken)} taken, "
                + $"{Count(kind, FileStanding.TakenInPart)} in part, {Count(kind, FileStanding.Refused)} refused, "
                + $"{Count(kind, FileStanding.Missing)} missing");
        }

        foreach (var file in files.Where(f => f.Standing != FileStanding.Taken))
        {
            text.AppendLine($"  {file.DealerCode,-10} {file.Dataset,-16} {Said(file),-13} {Last(file)}".TrimEnd());
        }

        return text.ToString();
    }

    private static int Count(IEnumerable<ExpectedFile> files, FileStanding standing) =>
        files.Count(f => f.Standing == standing);

    private static string Said(ExpectedFile file) => file.Standing switch
    {
        FileStanding.TakenInPart => "taken in part",
        FileStanding.Refused => "refused",
        _ => "missing",
    };

    private static string Last(ExpectedFile file) => file.Last is not { } last ? ""
        : file.Standing == FileStanding.TakenInPart
            ? $"file {last.Id}: {last.Rejected} problems in {last.RowsIn} rows"
            : last.Dataset is null ? $"file {last.Id} was not recognised: {last.Reason}"
            : $"file {last.Id}: {last.Reason ?? "not read yet"}";
}
