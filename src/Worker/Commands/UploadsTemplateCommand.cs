using System.CommandLine;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Templates;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub uploads template</c> (上传模板): a workbook for a dealer to fill in.</summary>
internal static class UploadsTemplateCommand
{
    private static readonly Argument<string> Dataset = new("dataset")
    {
        Description = "Kind of file, for example stock, ledger, orders or stock-movements",
    };

    private static readonly Option<string> Dealer = new("--dealer")
    {
        Description = "The dealer's code",
        Required = true,
    };

    private static readonly Option<string?> Language = new("--language")
    {
        Description = "zh or en (default: the dealer's own)",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "File to write (default: named by kind, dealer and period, in this folder)",
    };

    public static Command Create()
    {
        var command = new Command("template", "Write a workbook for a dealer to fill in and send back")
        {
            Dataset, Dealer, RunCommand.Period, Language, Out,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed, hub => WriteAsync(hub, parsed, cancel), cancel));
        return command;
    }

    private static async Task<int> WriteAsync(HubStart hub, ParseResult parsed, CancellationToken cancel)
    {
        var definition = DefinitionOf(
            parsed.GetRequiredValue(Dataset), UploadDefinitions.Load(Path.Combine(hub.Paths.Config, "uploads")));
        var (code, period) = (parsed.GetRequiredValue(Dealer), RunCommand.CheckedPeriod(parsed));
        await using var database = new Database(hub.ConnectionString);
        var (master, products) = await database.InTransactionAsync(
            async (_, transaction) => (
                (await MasterStore.DealersAsync(transaction, cancel)).GetValueOrDefault(code),
                await DealerProductStore.OfAsync(transaction, code, cancel)),
            cancel);
        if (master is null)
        {
            throw new UsageException($"There is no dealer '{code}'; its code stands in the dealers' master data.");
        }

        var request = new TemplateRequest
        {
            Definition = definition,
            DealerCode = master.Code,
            DealerName = master.Name,
            Language = LanguageOf(parsed.GetValue(Language)) ?? MasterStore.LanguageOf(master),
            Period = period is null ? null : Period.Parse(period),
            IssuedOn = new BusinessDay(hub.Options).Of(TimeProvider.System.GetUtcNow().UtcDateTime),
            Products = products,
        };
        var path = Path.GetFullPath(parsed.GetValue(Out) ?? NameOf(request));
        if (File.Exists(path))
        {
            // It may have been filled in by now.
            throw new UsageException($"{path} is there already; move it away, or name another file with --out.");
        }

        AtomicFile.Write(path, TemplateWorkbook.Write(request));
        Console.WriteLine($"{path}: {products.Count} products offered.");
        return 0;
    }

    private static UploadDefinition DefinitionOf(string asked, IReadOnlyList<UploadDefinition> definitions) =>
        // Two kinds may serve one dataset: by its title each is found for sure.
        definitions.FirstOrDefault(d => Is(asked, d.Title.English) || Is(asked, d.Title.Chinese))
        ?? definitions.FirstOrDefault(d => Is(asked, d.Dataset))
        ?? throw new UsageException(
            $"There is no kind of file '{asked}'; there are "
            + $"{string.Join(", ", definitions.Select(d => d.Title.English))}.");

    private static bool Is(string asked, string word) => asked.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static ReplyLanguage? LanguageOf(string? word) => word?.ToLowerInvariant() switch
    {
        null => null,
        "zh" => ReplyLanguage.Chinese,
        "en" => ReplyLanguage.English,
        _ => throw new UsageException($"'{word}' is no language of the templates; write zh or en."),
    };

    private static string NameOf(TemplateRequest request)
    {
        var title = request.Definition.Title.In(request.Language).Replace(' ', '-');
        var period = request.Period is { } month ? $"_{month}" : "";
        return $"{title}_{request.DealerCode}{period}.xlsx";
    }
}
