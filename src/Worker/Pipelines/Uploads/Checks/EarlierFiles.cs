using System.Globalization;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>
/// Tells a dealer what of its file came before (与此前文件的关系): nothing twice, and of what is replaced the change. Judged by
/// what the rows say, whatever the name and the bytes of the file.
/// </summary>
internal sealed class EarlierFiles(BusinessDay day)
{
    private static readonly Bilingual SalesTwice = new(
        "本月的动销和出入库都含销售出库：销售数量以出入库为准，动销中的不重复计。",
        "Both the report of sales and the report of movements of this month have sales: those of the movements count, "
        + "and none is counted twice.");

    /// <param name="transaction">Where the file is judged.</param>
    /// <param name="reading">What it came to.</param>
    /// <param name="upload">The file.</param>
    /// <param name="before">What of its documents the hub had.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>The reading with what is to be told, and the file that had brought all of it.</returns>
    public async Task<(UploadReading Reading, long? SameAs)> ApplyAsync(
        NpgsqlTransaction transaction, UploadReading reading, Upload upload, EarlierTally before,
        CancellationToken cancel)
    {
        if (before.Sales is { } key
            && await UploadFactsStore.HasOtherSalesAsync(transaction, reading.DealerCode, key, cancel))
        {
            reading = Told(reading, [SalesTwice]);
        }

        if (reading.Definition is not { } definition || before.LastRun == 0)
        {
            return (reading, null);
        }

        var spec = Datasets.Find(definition.Dataset)!;
        var files = await UploadFactsStore.OfRunsAsync(
            transaction, reading.DealerCode, definition.Dataset,
            before.FirstChanged.Select(k => k.Run).Append(before.LastRun), upload.Id, cancel);
        if (before.IsAllSame)
        {
            var last = files.GetValueOrDefault(before.LastRun);
            return (Told(reading, [Unchanged(last)]), reading.Problems.Count == 0 ? last?.Id : null);
        }

        var notes = before.FirstChanged
            .Select(k => Changed(definition, spec, k, files.GetValueOrDefault(k.Run))).ToList();
        if (before.Changed > notes.Count)
        {
            notes.Add(new(
                $"另有 {before.Changed - notes.Count} 项与此前不同，均以本次为准。",
                $"{before.Changed - notes.Count} more differ from before; this file counts for all of them."));
        }

        return (Told(reading, notes), null);
    }

    private static UploadReading Told(UploadReading reading, IReadOnlyList<Bilingual> notes) =>
        notes.Count == 0 ? reading : reading with { Notes = [.. reading.Notes, .. notes] };

    private Bilingual Unchanged(UploadName? file) => new(
        $"接收的内容与此前{Name(file, "收到的", "文件")}完全相同，未作任何更改。",
        $"What was taken is the same as in {NameEnglish(file)}; nothing was changed.");

    private Bilingual Changed(UploadDefinition definition, DatasetSpec spec, KnownDocument known, UploadName? file)
    {
        var changes = Changes(definition, spec, known).ToList();
        var chinese = changes.Count == 0 ? "明细有改动" : string.Join("，", changes.Select(c => c.Chinese));
        var english = changes.Count == 0 ? "its lines" : string.Join(", ", changes.Select(c => c.English));
        return new(
            $"{KeyOf(known)} 此前已在{Name(file, "", "文件")}中收到，以本次为准；改动：{chinese}。",
            $"{KeyOf(known)} came before in {NameEnglish(file)}; this one counts. Changed: {english}.");
    }

    // The last part may be empty.
    private static string KeyOf(KnownDocument known) => known.Document.Key.TrimEnd('|');

    private static IEnumerable<Bilingual> Changes(UploadDefinition definition, DatasetSpec spec, KnownDocument known)
    {
        for (var i = 0; i < spec.Fields.Count; i++)
        {
            var field = spec.Fields[i].Name;
            var (before, now) = (known.Fields.GetValueOrDefault(field), known.Document.Values[i]);
            if (!IsEqual(before, now))
            {
                var heading = HeadingOf(definition, field);
                yield return new(
                    $"{heading} {Text(before)} → {Text(now)}", $"{heading} {Text(before)} → {Text(now)}");
            }
        }

        if (spec.HasLines && known.Lines != known.Document.Lines.Count)
        {
            yield return new(
                $"明细 {known.Lines} 行 → {known.Document.Lines.Count} 行",
                $"{known.Lines} lines → {known.Document.Lines.Count} lines");
        }
    }

    private static string HeadingOf(UploadDefinition definition, string field) =>
        definition.Columns.GetValueOrDefault(field)?.Synonyms.FirstOrDefault()
        ?? definition.Labels.GetValueOrDefault(field)?.Synonyms.FirstOrDefault() ?? field;

    private static bool IsEqual(string? before, object? now) => now is decimal number
        ? decimal.TryParse(before, NumberStyles.Number, CultureInfo.InvariantCulture, out var old) && old == number
        : (before ?? "–") == Text(now);

    private static string Text(object? value) => value switch
    {
        null => "–",
        decimal number => AmountText.Plain(number),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private string Name(UploadName? file, string verb, string noun) => file is null
        ? $"{verb}{noun}" : $"{verb}{noun}“{file.FileName}”（{day.Of(file.ReceivedAt):yyyy-MM-dd}）";

    private string NameEnglish(UploadName? file) => file is null
        ? "an earlier file" : $"'{file.FileName}' of {day.Of(file.ReceivedAt):yyyy-MM-dd}";
}
