using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>What dealers sent, what became of it, and what waits for a person (经销商来件).</summary>
internal sealed class UploadsPage(Database database, UploadTable table, Frame frame, RunPage runs)
{
    private const int MostFiles = 300;
    private const int MostProblems = 200;

    public async Task<IResult> ShowAsync(HttpContext http, string? period, string? dealer, CancellationToken cancel)
    {
        var (month, code) = (Asked(period), Asked(dealer));
        var (todo, files) = await database.InTransactionAsync(
            async (_, transaction) => (
                await UploadWaitStore.ListAsync(transaction, month, cancel),
                await UploadListStore.ListAsync(
                    transaction, new UploadsWanted(month, code, null, MostFiles), cancel)),
            cancel);
        var main = Html.Of(
            $"""
            <h1>经销商来件 <small>Dealers' files</small></h1>
            <form class="start" method="get" action="/uploads">
            <label>期间 Period<input name="period" value="{month}" maxlength="7" placeholder="2026-10"></label>
            <label>经销商 Dealer<input name="dealer" value="{code}" maxlength="40" placeholder="D001"></label>
            <button class="quiet">查询 Look</button></form>
            {UploadToDoList.Of([.. todo.Where(t => code is null || t.DealerCode == code)])}
            <h2>文件 <small>Files {files.Count}</small></h2>
            {(files.Count == 0
                ? Html.Of($"""<p class="empty">没有文件。 No file.</p>""")
                : table.Of(files))}
            """);
        return frame.Render(http, "经销商来件 Files", main);
    }

    /// <summary>One file: its problems with their remedies, and each time it came.</summary>
    public async Task<IResult> ShowAsync(HttpContext http, long id, CancellationToken cancel)
    {
        var (files, arrivals, rejects) = await database.InTransactionAsync(
            async (_, transaction) => (
                await UploadListStore.ListAsync(transaction, new UploadsWanted(null, null, null, 1, id), cancel),
                await UploadListStore.ArrivalsAsync(transaction, id, cancel),
                await UploadListStore.RejectsAsync(transaction, id, MostProblems, cancel)),
            cancel);
        if (files.Count == 0)
        {
            return runs.NotFound(http);
        }

        var main = Html.Of(
            $"""
            <p class="path"><a href="/uploads">经销商来件 Files</a></p>
            <h1>{files[0].FileName} <small>{id}</small></h1>
            {table.Of(files)}
            {Html.When(rejects.Count > 0, () => UploadTable.Problems(rejects, files[0].Rejected))}
            {table.Arrivals(arrivals)}
            """);
        return frame.Render(http, files[0].FileName, main);
    }

    private static string? Asked(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
