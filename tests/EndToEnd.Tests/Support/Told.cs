using DealerIntegration.Simulators.Demo;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>How a program ended and everything it said, on both outputs.</summary>
internal sealed record Told(int Code, string Text)
{
    /// <summary>Waits for a program's end.</summary>
    public static async Task<Told> ByAsync(Child child, CancellationToken late)
    {
        try
        {
            var code = await child.Wait(late);
            using var file = new FileStream(child.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return new Told(code, await reader.ReadToEndAsync(CancellationToken.None));
        }
        catch (OperationCanceledException)
        {
            throw child.Failure($"{child.Name} took too long.");
        }
    }

    /// <summary>Asserts the exit code; the program's own words explain a failure.</summary>
    public Told MustEndWith(int code)
    {
        Assert.True(Code == code, $"Ended with {Code} instead of {code}, saying:\n{Text}");
        return this;
    }

    public Told MustSay(params string[] parts)
    {
        foreach (var part in parts)
        {
            Assert.Contains(part, Text, StringComparison.Ordinal);
        }

        return this;
    }
}
