using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>Takes in a statement that came back (收取对账单答复), against the one that was issued.</summary>
internal static class StatementAnswers
{
    public static async Task<UploadReading> ReadAsync(
        NpgsqlTransaction transaction, OpenedFile file, string dealer, string number, CancellationToken cancel)
    {
        var issued = await StatementStore.FindAsync(transaction, number, cancel);
        var current = issued is null || issued.DealerCode != dealer
            ? null
            : await CurrentAsync(transaction, issued, cancel);
        return AnswerReader.Read(file, dealer, issued, current);
    }

    /// <summary>Files the answers; who gave them stands in the audit log before they count.</summary>
    public static async Task SaveAsync(
        NpgsqlTransaction transaction, Upload upload, UploadReading reading, CancellationToken cancel)
    {
        if (reading.Statement is not { Answers.Count: > 0 } statement)
        {
            return;
        }

        var by = statement.AnsweredBy is { Length: > 0 } name
            ? $"{upload.DealerCode} {name.Replace('\0', '\uFFFD')}" : upload.DealerCode;
        var disputed = statement.Answers.Count(a => a.Kind == AnswerKind.Disputed);
        await AuditLog.WriteAsync(
            transaction, $"dealer {by}", "statement-answer", statement.Number,
            $"{upload.FileName}: {statement.Answers.Count - disputed} confirmed, {disputed} disputed", cancel);
        await StatementAnswerStore.AddAsync(transaction, upload.Id, upload.DealerCode, statement, by, cancel);
    }

    private static async Task<IssuedStatement> CurrentAsync(
        NpgsqlTransaction transaction, IssuedStatement issued, CancellationToken cancel)
    {
        var last = await StatementStore.LastAsync(transaction, [issued.DealerCode], issued.Period, cancel);
        var number = last[issued.DealerCode].Number;
        return number == issued.Number ? issued : (await StatementStore.FindAsync(transaction, number, cancel))!;
    }
}
