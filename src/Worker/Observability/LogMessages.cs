namespace DealerIntegration.Worker.Observability;

/// <summary>
/// Every log message of the hub, with an id that stays: 1xxx runs, 2xxx partners, 3xxx files, 4xxx access.
/// </summary>
internal static partial class LogMessages
{
    [LoggerMessage(1001, LogLevel.Warning, "Chunk {Chunk} of run {Run} was fenced: {Reason}")]
    public static partial void ChunkFenced(this ILogger log, long run, int chunk, string reason);

    [LoggerMessage(1002, LogLevel.Warning,
        "Chunk {Chunk} of run {Run} failed for now (attempt {Attempt}), next try in {Pause}: {Error}")]
    public static partial void ChunkReleased(
        this ILogger log, long run, int chunk, int attempt, TimeSpan pause, string error);

    [LoggerMessage(1003, LogLevel.Error, "Run {Run} {Pipeline} {Scope} failed: {Kind}")]
    public static partial void RunFailed(
        this ILogger log, Exception cause, long run, string pipeline, string scope, string kind);

    [LoggerMessage(1004, LogLevel.Warning, "The lease of chunk {Chunk} of run {Run} could not be renewed")]
    public static partial void HeartbeatFailed(this ILogger log, Exception cause, long run, int chunk);

    [LoggerMessage(1005, LogLevel.Information, "Run {Run} had no live job and was enqueued again")]
    public static partial void RunRecovered(this ILogger log, long run);

    [LoggerMessage(1006, LogLevel.Warning, "Looking for stranded runs failed; trying again")]
    public static partial void RecoveryFailed(this ILogger log, Exception cause);

    [LoggerMessage(1007, LogLevel.Information, "Schedule {Schedule} is paused ({Reason}); nothing was started")]
    public static partial void SchedulePaused(this ILogger log, string schedule, string reason);

    [LoggerMessage(1008, LogLevel.Information, "Schedule {Schedule} opened run {Run} for {Period}")]
    public static partial void ScheduleOpened(this ILogger log, string schedule, long run, string period);

    [LoggerMessage(2001, LogLevel.Warning, "Push {Key} to {Connector} has no clear outcome: {Reason}")]
    public static partial void PushUnknown(this ILogger log, string key, string connector, string reason);

    [LoggerMessage(3001, LogLevel.Warning, "File {File} of dealer {Dealer} was refused: {Reason}")]
    public static partial void FileRefused(this ILogger log, string file, string dealer, string reason);

    [LoggerMessage(4001, LogLevel.Information, "{User} signed in")]
    public static partial void SignedIn(this ILogger log, string user);

    [LoggerMessage(4002, LogLevel.Warning, "Sign-in as {User} was refused")]
    public static partial void SignInRefused(this ILogger log, string user);

    [LoggerMessage(4003, LogLevel.Warning, "Health: no answer from the database")]
    public static partial void HealthNoDatabase(this ILogger log, Exception cause);
}
