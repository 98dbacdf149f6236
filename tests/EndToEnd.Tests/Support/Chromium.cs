using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// One page in a real browser without a window, driven over the browser's own debugging protocol. Everything the page
/// complains of (script errors, refused styles, missing files) is kept.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _late = new(Patience);
    private readonly List<string> _complaints = [];
    private string? _session;
    private int _calls;
    private int _loads;

    private Chromium(Process process) => _process = process;

    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Chromium> StartAsync(string program, string profile)
    {
        var process = Process.Start(new ProcessStartInfo(
            program,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--hide-scrollbars", "--window-size=1400,1000", "--lang=en",
                "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var browser = new Chromium(process);
        try
        {
            await browser.ConnectAsync();
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens an address and waits until everything on it is loaded.</summary>
    public Task OpenAsync(string address) =>
        LoadingAsync(() => CallAsync("Page.navigate", new { url = address }));

    /// <summary>Does something that loads another page, a press on a button, and waits for that page.</summary>
    public Task LoadingAsync(string script) => LoadingAsync(() => EvaluateAsync(script));

    /// <summary>The value of a script's expression as text.</summary>
    public async Task<string> EvaluateAsync(string script)
    {
        var answer = await CallAsync("Runtime.evaluate", new { expression = script, returnByValue = true });
        Assert.False(answer.TryGetProperty("exceptionDetails", out var error), $"{script}: {error}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value.ToString() : "";
    }

    public async Task ScreenshotAsync(string file)
    {
        var answer = await CallAsync("Page.captureScreenshot", new { format = "png", captureBeyondViewport = true });
        await File.WriteAllBytesAsync(file, answer.GetProperty("data").GetBytesFromBase64());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _socket.Dispose();
        _late.Dispose();
    }

    private async Task ConnectAsync()
    {
        const string Listening = "DevTools listening on ";
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync(_late.Token);
        }
        while (line?.StartsWith(Listening, StringComparison.Ordinal) == false);

        Assert.NotNull(line);
        // What it says from here on is of no interest, but a full pipe would stop it.
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        await _socket.ConnectAsync(new Uri(line[Listening.Length..].Trim()), _late.Token);
        var target = await CallAsync("Target.createTarget", new { url = "about:blank" });
        var attached = await CallAsync(
            "Target.attachToTarget", new { targetId = target.GetProperty("targetId").GetString(), flatten = true });
        _session = attached.GetProperty("sessionId").GetString();
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await CallAsync($"{domain}.enable", new { });
        }
    }

    private async Task LoadingAsync(Func<Task> act)
    {
        var before = _loads;
        await act();
        while (_loads == before)
        {
            Notice(await ReceiveAsync());
        }
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        var id = ++_calls;
        var call = JsonSerializer.SerializeToUtf8Bytes(
            _session is null
                ? new { id, method, @params = parameters }
                : (object)new { id, method, @params = parameters, sessionId = _session });
        await _socket.SendAsync(call, WebSocketMessageType.Text, endOfMessage: true, _late.Token);
        while (true)
        {
            var message = await ReceiveAsync();
            if (!message.TryGetProperty("id", out var answered) || answered.GetInt32() != id)
            {
                Notice(message);
                continue;
            }

            Assert.False(message.TryGetProperty("error", out var error), $"{method}: {error}");
            return message.GetProperty("result");
        }
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[65_536];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), _late.Token);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        using var message = JsonDocument.Parse(whole.ToArray());
        return message.RootElement.Clone();
    }

    private void Notice(JsonElement message)
    {
        var method = message.GetProperty("method").GetString();
        var told = message.GetProperty("params");
        string Of(string part, string name) => told.GetProperty(part).GetProperty(name).ToString();
        switch (method)
        {
            case "Page.loadEventFired":
                _loads++;
                break;
            case "Log.entryAdded" when Of("entry", "level") is "error" or "warning":
                _complaints.Add(Of("entry", "text"));
                break;
            case "Runtime.exceptionThrown":
                _complaints.Add(told.GetProperty("exceptionDetails").ToString());
                break;
            case "Runtime.consoleAPICalled" when told.GetProperty("type").GetString() is "error" or "warning":
                _complaints.Add(told.GetProperty("args").ToString());
                break;
            case "Network.responseReceived" when int.Parse(Of("response", "status")) >= 400:
                _complaints.Add($"{Of("response", "status")} {Of("response", "url")}");
                break;
        }
    }
}
