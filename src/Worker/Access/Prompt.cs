using DealerIntegration.Worker.Commands;

namespace DealerIntegration.Worker.Access;

/// <summary>
/// Where a password comes from: the keyboard without echo, the standard input, or a file. Never an argument, which the
/// machine's other users could read in the list of processes.
/// </summary>
internal static class Prompt
{
    public static async Task<string> PasswordAsync(string? file, CancellationToken cancel)
    {
        if (file is not null)
        {
            return FirstLine(await File.ReadAllTextAsync(file, cancel), file);
        }

        return Console.IsInputRedirected
            ? FirstLine(await Console.In.ReadLineAsync(cancel) ?? "", "the standard input")
            : Typed();
    }

    private static string Typed()
    {
        Console.Error.Write("Password: ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static string FirstLine(string text, string where) =>
        text.Split('\n')[0].TrimEnd('\r') is { Length: > 0 } password
            ? password
            : throw new UsageException($"There is no password in the first line of {where}.");
}
