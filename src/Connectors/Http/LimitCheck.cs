using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Http;

/// <summary>Keeps limits in a range that makes sense.</summary>
internal static class LimitCheck
{
    public static Limits Require(Limits limits, string filePath)
    {
        Within(filePath, "parallel", limits.Parallel, 1, 64);
        Within(filePath, "timeoutSeconds", limits.TimeoutSeconds, 1, 3600);
        Within(filePath, "retries", limits.Retries, 0, 20);
        Within(filePath, "backoffMilliseconds", limits.BackoffMilliseconds, 1, 60_000);
        Within(filePath, "longestWaitSeconds", limits.LongestWaitSeconds, 0, 3600);
        Within(filePath, "maxAnswerMegabytes", limits.MaxAnswerMegabytes, 1, 1024);
        Within(filePath, "perMinute", limits.PerMinute ?? 1, 1, 60_000);
        Within(filePath, "settleSeconds", limits.SettleSeconds ?? 0, 0, 86_400);
        return limits;
    }

    private static void Within(string filePath, string name, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            throw new ConfigurationException($"{filePath}: limits.{name} is {value}; it must be from {low} to {high}.");
        }
    }
}
