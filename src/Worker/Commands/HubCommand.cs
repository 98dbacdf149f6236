using System.CommandLine;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Worker.Hosting;
using Npgsql;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// What all commands share: the two folders, and how a failure is told to the person at the keyboard.
/// </summary>
internal static class HubCommand
{
    public const int Failed = 1;

    /// <summary>The request, a file or a setting is wrong: the person must change something.</summary>
    public const int Wrong = 2;

    public static readonly Option<string?> Config = new("--config")
    {
        Description = "Configuration folder (default: HUB_CONFIG, else config/ of the checkout)",
        Recursive = true,
    };

    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Data folder (default: HUB_DATA, else the machine's place for state)",
        Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args, params Command[] commands)
    {
        var root = new RootCommand("The dealer integration hub.") { Config, Data };
        foreach (var command in commands)
        {
            root.Add(command);
        }

        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(40),
            });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return Failed;
        }
        catch (Exception e) when (e is ConfigurationException or ConnectorException or UsageException)
        {
            await Console.Error.WriteLineAsync($"hub: {e.Message}");
            return Wrong;
        }
        catch (NpgsqlException e)
        {
            await Console.Error.WriteLineAsync($"hub: the database: {e.Message}");
            return Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"hub: {e.Message}");
            return Failed;
        }
    }

    /// <summary>Opens the hub for the folders of the command line and runs work on it.</summary>
    public static async Task<int> WithHubAsync(
        ParseResult parsed, Func<HubStart, Task<int>> work, CancellationToken cancel)
    {
        await using var hub = await HubStart.OpenAsync(parsed.GetValue(Config), parsed.GetValue(Data), cancel);
        return await work(hub);
    }
}
