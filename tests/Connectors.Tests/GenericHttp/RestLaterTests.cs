using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>Partners that take a document at once and do it later, or find it by a body.</summary>
public sealed class RestLaterTests : IDisposable
{
    private static readonly PushDocument Order = new("sales-order", "K 1", "D001", """{"number":"7"}""");

    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Theory]
    [InlineData("header:Location")]
    [InlineData("job.id")]
    public async Task What_was_taken_is_done_when_the_job_says_so(string job)
    {
        GivenTaken();
        GivenJob("""{"state":"RUNNING"}""", """{"state":"DONE","order":{"no":"SO-7"}}""");
        Assert.Equal(new PushOutcome.Done("SO-7"), await PushAsync(File(job)));
        Assert.Equal(3, _erp.LogEntries.Count);
    }

    [Fact]
    public async Task What_the_job_turns_down_is_refused_with_its_reason()
    {
        GivenTaken();
        GivenJob("""{"state":"FAILED","why":"credit limit"}""");
        Assert.Equal(new PushOutcome.Refused("FAILED: credit limit"), await PushAsync(File("job.id")));
    }

    [Theory]
    [InlineData("""{"state":"RUNNING"}""", "has not done it after 2 s")]
    [InlineData("""{"state":"DONE"}""", "without naming its number")]
    [InlineData("""{"status":"DONE"}""", "nothing stands at 'state'")]
    public async Task A_job_that_comes_to_no_end_leaves_the_outcome_unknown(string answer, string told)
    {
        GivenTaken();
        GivenJob(answer, answer, answer);
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(File("job.id", patience: 2)));
        Assert.True(unknown.MayHaveArrived);
        Assert.Contains(told, unknown.Reason, StringComparison.Ordinal);
        Assert.Single(_erp.LogEntries, e => e.RequestMessage!.Method == "POST");
    }

    [Fact]
    public async Task A_job_without_a_name_leaves_the_outcome_unknown()
    {
        _erp.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(202));
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(File("header:Location")));
        Assert.Contains("'header:Location'", unknown.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_patched_and_found_by_a_body()
    {
        _erp.Given(Request.Create().WithPath("/api/orders/K 1").UsingPatch())
            .RespondWith(Response.Create().WithStatusCode(204));
        _erp.Given(Request.Create().WithPath("/api/orders/search").UsingPost())
            .RespondWith(Rest.Json("""{"rows":[{"no":"SO-7","ref":"K 1"}]}"""));
        var target = Target(Rest.File(_erp.Url + "/api", """
            {
              "targets": {
                "sales-order": {
                  "method": "patch", "path": "/orders/{key}", "number": "no", "fields": { "a": "number" },
                  "done": [ 204 ],
                  "find": {
                    "method": "post", "path": "/orders/search", "records": "rows", "number": "no", "key": "ref",
                    "body": { "where": [ { "ref": "{key}", "dealer": "{dealer}", "text": "{other}" } ] }
                  }
                }
              }
            }
            """));

        var outcome = await target.PushAsync(Order, TestContext.Current.CancellationToken);
        var found = await target.FindAsync(Order, TestContext.Current.CancellationToken);

        Assert.Contains("without naming its number", Assert.IsType<PushOutcome.Unknown>(outcome).Reason);
        Assert.Equal("SO-7", found);
        Assert.Equal(
            """{"where":[{"ref":"K 1","dealer":"D001","text":"{other}"}]}""",
            _erp.LogEntries[1].RequestMessage!.Body);
    }

    private void GivenTaken() => _erp.Given(Request.Create().WithPath("/api/orders").UsingPost()).RespondWith(
        Rest.Json("""{"job":{"id":"J/1"}}""", 202).WithHeader("Location", "https://inside/api/jobs/J%2F1"));

    private void GivenJob(params string[] answers)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            var asked = _erp.Given(Request.Create().UsingGet().WithPath("/api/jobs/J/1")).InScenario("job");
            (i == 0 ? asked : asked.WhenStateIs($"{i}"))
                .WillSetStateTo($"{Math.Min(i + 1, answers.Length - 1)}").RespondWith(Rest.Json(answers[i]));
        }
    }

    private static Task<PushOutcome> PushAsync(ConnectorFile file) =>
        Target(file).PushAsync(Order, TestContext.Current.CancellationToken);

    private static ITarget Target(ConnectorFile file) =>
        ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Target!;

    private ConnectorFile File(string job, int patience = 60) => Rest.File(_erp.Url + "/api", $$"""
        {
          "targets": {
            "sales-order": {
              "path": "/orders", "number": "order.no", "fields": { "key": "@key" },
              "later": {
                "path": "/jobs/{job}", "job": "{{job}}", "state": "state", "done": [ "DONE" ], "refused": [ "FAILED" ],
                "message": "why", "patienceSeconds": {{patience}}
              },
              "find": { "path": "/orders/{key}", "number": "no", "key": "key", "absentStatuses": [ 404 ] }
            }
          }
        }
        """);
}
