using System.Diagnostics;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>The last line of a test run is only as true as the counting of the result files.</summary>
public sealed class ResultCountingTests
{
    private const string Result = """
        <assemblies><assembly name="a.dll" errors="1" failed="2" not-run="0" passed="30" skipped="2" total="34">
        <errors><error type="assembly-cleanup" name="a.dll"><failure><message>no end</message></failure></error>
        </errors>
        <collection name="c" failed="9" passed="9" skipped="9"><test id="1" name="x" result="Pass" type="A" />
        <test id="2" name="y" result="Skip" type="A.B" method="C"><reason><![CDATA[Needs <soffice> &
           its fonts]]></reason></test>
        <test id="3" name="z" result="Skip" type="A.B" method="D"><reason>No data</reason></test>
        <test id="4" name="A.B.E(text: &quot;&amp;lt;&quot;)" result="Fail" type="A.B" method="E">
        <failure exception-type="X"><message><![CDATA[Expected: <a>
        But was: b]]></message><stack-trace><![CDATA[at E]]></stack-trace></failure></test>
        <test id="5" name="w" result="Pass" type="A.B" method="F"><output><![CDATA[<message>m</message>]]></output>
        </test>
        </collection></assembly></assemblies>
        """;

    [Fact]
    public async Task A_result_file_is_counted_and_what_failed_or_was_left_out_keeps_its_reason()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hub script and its awk are not for Windows.");
        var start = new ProcessStartInfo("awk") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-f");
        start.ArgumentList.Add(Repository.Full("scripts/results.awk"));
        using var awk = Process.Start(start)!;
        await awk.StandardInput.WriteAsync(Result);
        awk.StandardInput.Close();
        var lines = (await awk.StandardOutput.ReadToEndAsync()).TrimEnd('\n').Split('\n');
        await awk.WaitForExitAsync();
        Assert.Equal(0, awk.ExitCode);
        Assert.Equal(
            [
                "count\t30\t3\t2",
                "fail\tassembly-cleanup a.dll\tno end\t\t",
                "skip\tNeeds <soffice> & its fonts\tA.B.C",
                "skip\tNo data\tA.B.D",
                "fail\tA.B.E(text: \"&lt;\")\tExpected: <a> But was: b\tat E\tA.B.E",
            ],
            lines);
    }
}
