using System.Globalization;

namespace DealerIntegration.Bench.Measuring;

/// <summary>Processor time of a PostgreSQL server: its first process, those below it, and those that ended.</summary>
internal sealed class ServerProcess(string dataFolder)
{
    // The kernel counts in hundredths of a second, whatever its own clock.
    private const double TicksPerSecond = 100;

    private readonly string _pid = File.ReadAllLines(Path.Combine(dataFolder, "postmaster.pid"))[0].Trim();

    /// <summary>Whether this system tells the time of other processes; else only our own is counted.</summary>
    public static bool IsMeasured => OperatingSystem.IsLinux();

    public TimeSpan Cpu()
    {
        if (!IsMeasured)
        {
            return TimeSpan.Zero;
        }

        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!char.IsAsciiDigit(Path.GetFileName(folder)[0]) || Stat(folder) is not { } stat)
            {
                continue;
            }

            if (Path.GetFileName(folder) == _pid)
            {
                ticks += stat.Own + stat.EndedChildren;
            }
            else if (stat.Parent == _pid)
            {
                ticks += stat.Own;
            }
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Of processes that this one started and that have ended, as the reader of old workbooks.</summary>
    public static TimeSpan OfEndedChildren() =>
        TimeSpan.FromSeconds(IsMeasured && Stat("/proc/self") is { } stat ? stat.EndedChildren / TicksPerSecond : 0);

    // After the name in brackets: state, parent, and from the 12th on user and system time, own and of ended children.
    private static (string Parent, long Own, long EndedChildren)? Stat(string folder)
    {
        string text;
        try
        {
            text = File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            // The process ended while we looked; its time is its parent's now.
            return null;
        }

        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (fields[1], Ticks(11) + Ticks(12), Ticks(13) + Ticks(14));

        long Ticks(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}
