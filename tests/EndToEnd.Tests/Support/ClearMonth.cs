using DealerIntegration.EndToEnd.Tests.Support;

[assembly: AssemblyFixture(typeof(ClearMonth))]

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>A month that nothing disturbed, run once for all tests that compare with one or look at one.</summary>
public sealed class ClearMonth : IAsyncDisposable
{
    private readonly SemaphoreSlim _once = new(1);

    private Stage? _stage;

    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Content { get; private set; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The stage with the finished month; no hub runs on it any more.</summary>
    internal async Task<Stage> StageAsync(PostgresFixture postgres)
    {
        await _once.WaitAsync();
        try
        {
            if (_stage is null)
            {
                _stage = await Stage.OpenAsync(postgres);
                await _stage.RunMonthAsync();
                Content = await Support.Content.OfAsync(_stage);
            }

            return _stage;
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }

        _once.Dispose();
    }
}
