using System.Diagnostics;

namespace DealerIntegration.Examples.Tests;

/// <summary>Runs one of the two programs as a person would: a process, its arguments, what it says.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static string Checkout => Connectors.Tests.Repository.Path("");

    /// <summary>A command of the hub, called in the checkout, against a database of the test's own.</summary>
    public static Task<Said> HubAsync(string database, string data, params string[] arguments) =>
        HubInAsync(Checkout, database, data, arguments);

    /// <summary>The same, by whoever has signed in with this session file.</summary>
    public static Task<Said> HubAsync(string database, string data, string session, string[] arguments) =>
        RunAsync(
            Checkout, "DealerIntegration.Worker.dll", HubArguments(arguments, data), ("HUB_DATABASE", database),
            ("HUB_SESSION", session));

    /// <summary>The same, called in another folder.</summary>
    public static Task<Said> HubInAsync(string folder, string database, string data, params string[] arguments) =>
        RunAsync(
            folder,
            "DealerIntegration.Worker.dll",
            HubArguments(arguments, data),
            ("HUB_DATABASE", database));

    public static Task<Said> SimulatorsAsync(params string[] arguments) =>
        RunAsync(Checkout, "DealerIntegration.Simulators.dll", arguments);

    private static string[] HubArguments(string[] arguments, string data) =>
        [.. arguments, "--config", Path.Combine(Checkout, "config"), "--data", data];

    private static async Task<Said> RunAsync(
        string folder, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Said(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

/// <summary>What a program said and how it ended.</summary>
internal sealed record Said(int ExitCode, string Output, string Errors)
{
    public Said Succeeded()
    {
        Assert.True(ExitCode == 0, $"It ended with code {ExitCode}:\n{Output}\n{Errors}");
        return this;
    }
}
