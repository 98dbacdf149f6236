using System.CommandLine;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Uploads;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub uploads map</c> (列识别): shows what the columns of a dealer's file are taken for and why, lets a person correct
/// it, and remembers it.
/// </summary>
internal static class UploadsMapCommand
{
    private static readonly Argument<string?> File = new("file")
    {
        Description = "The dealer's file", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<long?> Kept = new("--upload") { Description = "Number of a file that was sent" };

    private static readonly Option<string?> Dealer = new("--dealer") { Description = "Whose file it is" };

    private static readonly Option<string?> Kind = new("--kind")
    {
        Description = "What it is, if several fit: stock, orders, ledger, … (the title of a file of config/uploads)",
    };

    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Name of one sheet" };

    private static readonly Option<int?> HeaderRow = new("--header")
    {
        Description = "Row of the headings, the lower one of two",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "quantity=C, quantity=HEADING, quantity=none, dates=day-first, decimals=comma; again for each",
    };

    private static readonly Option<bool> Confirm = new("--confirm")
    {
        Description = "Remember it: the dealer's files with these headings are read so without asking",
    };

    public static Command Create()
    {
        var command = new Command("map", "Show which column of a file is what and why; correct and remember it")
        {
            File, Kept, Dealer, RunCommand.Period, Kind, Sheet, HeaderRow, Set, Confirm,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                await using var database = new Database(hub.ConnectionString);
                return await MapAsync(parsed, hub, database, cancel);
            },
            cancel));
        return command;
    }

    private static async Task<int> MapAsync(
        ParseResult parsed, HubStart hub, Database database, CancellationToken cancel)
    {
        var answers = LayoutAnswers.Parse(parsed.GetValue(Set) ?? []) with
        {
            Kind = parsed.GetValue(Kind), Sheet = parsed.GetValue(Sheet), HeaderRow = parsed.GetValue(HeaderRow),
        };
        var definitions = UploadDefinitions.Load(Path.Combine(hub.Paths.Config, "uploads"));
        var setup = UploadSetup.Load(hub.Paths, new BusinessDay(hub.Options));
        var today = setup.Day.Of(TimeProvider.System.GetUtcNow().UtcDateTime);
        var file = await FileAsync(parsed, database, cancel);
        var period = (RunCommand.CheckedPeriod(parsed) ?? file.Period) is { } text
            ? Period.Parse(text)
            : Period.Of(today);
        var knowledge = await database.InTransactionAsync(
            (_, transaction) => UploadKnowledge.LoadAsync(transaction, period, today, setup, file.Dealer, cancel),
            cancel);
        if (!knowledge.IsDealer(file.Dealer))
        {
            throw new UsageException($"There is no dealer {file.Dealer}; give the code of one with --dealer.");
        }

        if (file.Opened.Refusal is { } refusal)
        {
            throw new UsageException($"{file.Opened.Name}: {refusal.Message.Both()} {refusal.Remedy.Both()}");
        }

        var view = LayoutTrial.Look(file.Opened, definitions, knowledge, answers);
        foreach (var line in LayoutText.Show(file.Opened.Name, view))
        {
            Console.WriteLine(line);
        }

        if (view.Misses.Count > 0)
        {
            throw new UsageException(string.Join('\n', view.Misses));
        }

        return parsed.GetValue(Confirm)
            ? await ConfirmAsync(hub, database, file.Dealer, view, cancel)
            : view.Problems.Count == 0 ? 0 : HubCommand.Wrong;
    }

    private static async Task<int> ConfirmAsync(
        HubStart hub, Database database, string dealer, LayoutView view, CancellationToken cancel)
    {
        if (view.Layout is not { } layout)
        {
            throw new UsageException("Nothing was remembered: answer what is open first, with --set.");
        }

        var by = await Caller.NameAsync(hub, cancel);
        var id = await database.InTransactionAsync(
            (_, transaction) => UploadLayoutStore.ConfirmAsync(transaction, dealer, layout, by, cancel), cancel);
        Console.WriteLine($"Remembered as layout {id} of {dealer}, confirmed by {by}.");
        return 0;
    }

    private static async Task<(OpenedFile Opened, string Dealer, string? Period)> FileAsync(
        ParseResult parsed, Database database, CancellationToken cancel)
    {
        var (path, id, dealer) = (parsed.GetValue(File), parsed.GetValue(Kept), parsed.GetValue(Dealer));
        if (path is null == id is null)
        {
            throw new UsageException("Name a file, or one that was sent with --upload NUMBER.");
        }

        if (id is { } number)
        {
            var kept = await database.InTransactionAsync(
                (_, transaction) => UploadStore.FindAsync(transaction, number, cancel), cancel)
                ?? throw new UsageException($"No file {number} was sent.");
            return (OpenedFile.Open(kept.Body, kept.Name, OldWorkbooks.Process()), dealer ?? kept.Dealer, kept.Period);
        }

        return dealer is null
            ? throw new UsageException("Say whose file it is: --dealer CODE.")
            : (OpenedFile.Open(
                await System.IO.File.ReadAllBytesAsync(path!, cancel), Path.GetFileName(path!), OldWorkbooks.Process()),
                dealer, null);
    }
}
