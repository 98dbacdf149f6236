using System.Diagnostics.CodeAnalysis;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// The one way out to a partner (出站管道). Reads are tried again after transient failures; writes are sent once, because
/// only a look-up of our key can tell whether a lost one had its effect.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "One per partner for the life of the process, like its sockets.")]
internal sealed class PartnerHttp
{
    private readonly HttpClient _client;
    private readonly OutboundGuard _guard;
    private readonly Limits _limits;
    private readonly TimeProvider _time;
    private readonly Redaction _redaction;
    private readonly SemaphoreSlim _slots;
    private readonly ResiliencePipeline<Answer> _reads;
    private readonly ResiliencePipeline<Answer> _writes;

    public PartnerHttp(
        ConnectorFile file, TimeProvider time, HttpMessageHandler? testHandler, params string[] secrets)
    {
        _redaction = new Redaction(secrets);
        _guard = OutboundGuard.For(file.Address, file.FilePath);
        _limits = LimitCheck.Require(file.Limits, file.FilePath);
        _time = time;
        _slots = new SemaphoreSlim(_limits.Parallel);
        _client = new HttpClient(testHandler ?? Network(_guard, _limits), disposeHandler: testHandler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        (_reads, _writes) = Pipelines.Build(_limits, time);
    }

    public Uri Address => _guard.Address;

    public Uri On(string pathAndQuery) => _guard.On(pathAndQuery);

    /// <summary>Reads, with retries. The request is made anew for every try, so that signatures stay fresh.</summary>
    /// <param name="verify">Says more about an answer that is data by its status: throws when it is an error
    /// inside.</param>
    /// <param name="accept">Says of an answer, whatever its status, that the caller judges it itself.</param>
    /// <exception cref="ConnectorException">No usable answer after the last try.</exception>
    public Task<Answer> ReadAsync(
        string what,
        Func<HttpRequestMessage> request,
        Action<Answer>? verify,
        CancellationToken cancel,
        Func<Answer, bool>? accept = null) =>
        RunAsync(_reads, what, request, answer =>
        {
            if (accept?.Invoke(answer) == true)
            {
                return;
            }

            Verdict.RequireData(answer, what, _time);
            verify?.Invoke(answer);
        }, cancel);

    /// <summary>Sends once. Whatever status comes back is the caller's to judge.</summary>
    /// <exception cref="ConnectorException">No whole answer came back: the effect is unknown.</exception>
    public Task<Answer> WriteAsync(string what, Func<HttpRequestMessage> request, CancellationToken cancel) =>
        RunAsync(_writes, what, request, _ => { }, cancel);

    public TimeSpan? RetryAfterOf(Answer answer) => RetryAfter.Of(answer.Headers, _time);

    private async Task<Answer> RunAsync(
        ResiliencePipeline<Answer> pipeline,
        string what,
        Func<HttpRequestMessage> request,
        Action<Answer> verify,
        CancellationToken cancel)
    {
        // Held during the pauses between tries as well: a partner in trouble is not pressed harder by the next caller.
        await _slots.WaitAsync(cancel);
        try
        {
            return await pipeline.ExecuteAsync(async token => await TryAsync(what, request, verify, token), cancel);
        }
        catch (TimeoutRejectedException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: no answer within {_limits.TimeoutSeconds} s.", e);
        }
        catch (BrokenCircuitException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: not sent, the partner failed too often just now.", e)
            {
                RetryAfter = e.RetryAfter, NotSent = true,
            };
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<Answer> TryAsync(
        string what, Func<HttpRequestMessage> request, Action<Answer> verify, CancellationToken cancel)
    {
        try
        {
            using var message = request();
            RequireOwnAddress(message);
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
            var whole = await AnswerReader.ReadAsync(
                response, what, _limits.MaxAnswerMegabytes * 1_048_576L, cancel);
            var answer = whole with { Redaction = _redaction };
            verify(answer);
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ConnectorException(ConnectorFailure.Transient, $"{what}: {e.Message}", e);
        }
    }

    private void RequireOwnAddress(HttpRequestMessage message)
    {
        var uri = message.RequestUri;
        if (uri is null || uri.Scheme != Address.Scheme || uri.Host != Address.Host || uri.Port != Address.Port)
        {
            throw new InvalidOperationException($"A call to {uri?.Authority} was about to leave {Address.Authority}.");
        }
    }

    private static SocketsHttpHandler Network(OutboundGuard guard, Limits limits) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        // Warnings travel in headers, and not every partner words them in ASCII.
        ResponseHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = limits.Parallel,
        ConnectTimeout = TimeSpan.FromSeconds(Math.Min(15, limits.TimeoutSeconds)),
        ConnectCallback = guard.ConnectAsync,
    };
}
