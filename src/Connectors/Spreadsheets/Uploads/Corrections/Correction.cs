using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>The file that corrected rows belong to (原文件), as it now stands; or why there is none.</summary>
/// <param name="File">With what was corrected in it before; null: the dealer has sent no such file.</param>
/// <param name="IsOthers">There is one, of another dealer.</param>
public sealed record OriginalFile(OpenedFile? File, bool IsOthers = false);

/// <summary>
/// Rows that a dealer corrected on our sheet of them and sent back (更正回传): merged by row key into the file they came
/// from, which is then read as if it had been sent whole. Pure: it reads no file and stores nothing.
/// </summary>
public sealed class Correction
{
    private readonly OpenedFile sent;
    private readonly CorrectionSheet sheet;

    private Correction(OpenedFile sent, CorrectionSheet sheet)
    {
        this.sent = sent;
        this.sheet = sheet;
        Original = sheet.Rows.Where(r => r.Key is not null).GroupBy(r => r.Key!.File)
            .MaxBy(g => g.Count())?.Key;
        var names = sheet.Rows.Where(r => r.Key is not null).Select(r => r.Key!.Sheet).ToHashSet();
        IsAlone = !sent.Sheets.Any(s => s.Name != sheet.Name && (names.Count == 0 ? !s.Hidden : names.Contains(s.Name)));
    }

    /// <summary>Beginning of the SHA-256 of the file whose rows are corrected; null where no row has a key.</summary>
    public string? Original { get; }

    /// <summary>The rows came without the sheet that they belong to.</summary>
    public bool IsAlone { get; }

    /// <summary>Null: the file holds no rows to correct.</summary>
    public static Correction? In(OpenedFile file) =>
        CorrectionSheet.Find(file.Sheets) is { } sheet ? new Correction(file, sheet) : null;

    /// <summary>Merges the rows and reads the whole.</summary>
    /// <param name="original">What <see cref="Original"/> names.</param>
    /// <param name="read">Reads a file as if it had come just so.</param>
    /// <returns>The file as it now stands, and what reading it has brought to light.</returns>
    public (OpenedFile File, UploadReading Reading) Merge(OriginalFile original, Func<OpenedFile, UploadReading> read)
    {
        var merge = new CorrectionMerge(sheet, Original, original);
        var rest = sent.Sheets.Where(s => s.Name != sheet.Name).ToList();
        var into = IsAlone ? original.File?.Sheets ?? [] : rest;
        if (IsAlone)
        {
            merge.Alone(original.File is null ? null : read(original.File));
        }
        else
        {
            merge.Beside(rest);
        }

        var file = sent.With([.. into.Select(s => merge.Taken.TryGetValue(s.Name, out var rows)
            ? OverlaidSheet.Of(s, rows)
            : s)]);
        var outcome = new CorrectionOutcome(IsAlone, Original, sheet.Name, sheet.Rows, merge.Taken);
        var problems = sheet.Problems.Concat(merge.Problems).ToList();
        return (file, CorrectedReading.Of(read(file), outcome, problems));
    }
}
