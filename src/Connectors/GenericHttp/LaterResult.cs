using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Asks a partner that has taken a document what became of it (异步结果). Taken is not done: as long as it is not at its
/// end, the outcome is unknown.
/// </summary>
internal sealed class LaterResult(RestClient client, HttpSettings settings, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <param name="taken">The answer that names the job.</param>
    /// <exception cref="ConnectorException">The partner could not be asked.</exception>
    public async Task<PushOutcome> OfAsync(
        HttpTargetRule rule, AnswerTree taken, TimeSpan? asked, string what, CancellationToken cancel)
    {
        var later = rule.Later!;
        if (taken.Text(later.Job) is not { } job)
        {
            return new PushOutcome.Unknown(
                $"{what}: has taken the document without naming its job at '{later.Job}'; correct 'later'.");
        }

        var call = DocumentCall.Ask(later, job);
        var until = time.GetUtcNow() + TimeSpan.FromSeconds(later.PatienceSeconds);
        for (var pause = ShortestPause; ; pause *= 2)
        {
            var wait = Within(asked ?? pause);
            if (time.GetUtcNow() + wait > until)
            {
                return new PushOutcome.Unknown(
                    $"{what}: has taken the document and has not done it after {later.PatienceSeconds} s.");
            }

            await Task.Delay(wait, time, cancel);
            AnswerTree? tree = null;
            var answer = await client.ReadAsync(
                call, a => tree = AnswerTree.Of(a, settings.Format, call.Name), accept: null, cancel);
            if (Outcome(rule, tree!, answer, what) is { } outcome)
            {
                return outcome;
            }

            asked = client.RetryAfterOf(answer);
        }
    }

    private PushOutcome? Outcome(HttpTargetRule rule, AnswerTree tree, Answer answer, string what)
    {
        var later = rule.Later!;
        var state = tree.Text(later.State);
        if (state is null)
        {
            return new PushOutcome.Unknown($"{what}: nothing stands at '{later.State}'; correct 'later'.");
        }

        if (later.Refused.Contains(state))
        {
            var reason = later.Message is { } path && tree.Text(path) is { } text ? $"{state}: {text}" : state;
            return new PushOutcome.Refused(PartnerText.Shorten(answer.Redaction.Clean(reason)));
        }

        if (!later.Done.Contains(state))
        {
            return null;
        }

        return tree.Text(rule.Number) is { } number
            ? new PushOutcome.Done(number)
            : new PushOutcome.Unknown($"{what}: has done the document without naming its number at '{rule.Number}'.");
    }

    private static TimeSpan Within(TimeSpan pause) =>
        pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
}
