using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>Files of many rows: their documents pass on while they are read.</summary>
public class UploadStreamTests
{
    private static readonly GateLimits Limits = new() { Cells = 5_000_000 };

    [Fact]
    public async Task Documents_come_in_batches_and_all_of_them()
    {
        var sink = new Sink();
        var reading = await ReadAsync(Stock(12_000), sink);

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal([5_000, 5_000, 2_000], sink.Batches);
        Assert.Equal(12_000, sink.Keys.Distinct().Count());
        Assert.Equal((12_000, 12_000), (reading.Tally.AcceptedDocuments, reading.RowsRead));
        Assert.Equal(("D001|P-0001|2020-01-01", 0), (reading.Tally.FirstKey, sink.Forgotten));
        Assert.Empty(reading.Documents);
    }

    [Fact]
    public async Task A_row_that_comes_again_much_later_takes_the_first_one_back()
    {
        var sink = new Sink();
        var reading = await ReadAsync(Stock(12_000, extra: "P-0003,2020-01-01,5\n"), sink);

        Assert.Equal(UploadVerdict.AcceptedWithRejects, reading.Verdict);
        Assert.Equal(["A4", "A12002"], reading.Problems.Select(p => p.Address));
        Assert.Contains("repeats row 12002", reading.Problems[0].Finding.Message.English, StringComparison.Ordinal);
        Assert.Contains("repeats row 4", reading.Problems[1].Finding.Message.English, StringComparison.Ordinal);
        Assert.All(reading.Problems, p => Assert.Equal("duplicate-row", p.Finding.Code));
        Assert.Equal(11_999, sink.Keys.Distinct().Count());
        Assert.DoesNotContain("D001|P-0003|2020-01-01", sink.Keys);
        Assert.Equal((11_999, 12_001, 1), (sink.Keys.Count, reading.RowsRead, sink.Forgotten));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_file_that_is_taken_whole_or_not_at_all_and_is_bad_at_its_end()
    {
        var sink = new Sink();
        var text = new StringBuilder("期间,2026-10\n日期,类型,商品编码,数量\n");
        for (var i = 0; i < 6_000; i++)
        {
            text.Append("2026-10-03,销售出库,P-0001,5\n");
        }

        var good = await ReadAsync($"{text}合计,,,30000\n", sink);
        Assert.Equal((UploadVerdict.Accepted, 6_000L), (good.Verdict, good.Tally.AcceptedLines));
        Assert.Single(sink.Keys);

        var bad = await ReadAsync($"{text}2026-10-03,销售出库,P-0001,0\n", sink = new Sink());
        Assert.Equal((UploadVerdict.Refused, 0L), (bad.Verdict, bad.Tally.AcceptedLines));
        Assert.Equal("D6003", Assert.Single(bad.Problems).Address);
        Assert.Empty(sink.Keys);
    }

    [Fact]
    public async Task More_problems_than_the_limit_refuse_the_file_with_their_number()
    {
        var sink = new Sink();
        var text = Stock(6_000, extra: string.Concat(Enumerable.Range(0, 25).Select(i => $"X-{i},2020-01-01,5\n")));
        var definitions = Books.Definitions.Select(d => d with { RejectLimit = 10 }).ToList();
        var reading = await ReadAsync(text, sink, definitions);

        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Equal("too-many-problems", reading.Problems[0].Finding.Code);
        Assert.Contains("25", reading.Problems[0].Finding.Message.English, StringComparison.Ordinal);
        Assert.Equal(11, reading.Problems.Count);
        Assert.Empty(sink.Keys);

        definitions = [.. Books.Definitions.Select(d => d with { RejectLimit = 25 })];
        Assert.Equal(
            UploadVerdict.AcceptedWithRejects, (await ReadAsync(text, new Sink(), definitions)).Verdict);
    }

    [Fact]
    public async Task Orders_are_put_together_wherever_their_rows_stand()
    {
        var sink = new Sink();
        var reading = await ReadAsync(Orders(from: 1, 3_000, apart: true), sink);

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal(3_000, sink.Keys.Count);
        Assert.Equal(6_000, reading.Tally.AcceptedLines);
        Assert.Equal((1_000, 2), (reading.Accepted.Count, reading.Accepted[0].Lines));
    }

    [Fact]
    public async Task A_file_of_more_orders_than_can_be_held_is_read_as_long_as_their_rows_are_not_mixed()
    {
        const int orders = 100_001;
        var sink = new Sink();
        var sorted = await ReadAsync(Orders(from: 1, orders, apart: false), sink);
        Assert.Equal(UploadVerdict.Accepted, sorted.Verdict);
        Assert.Equal(orders, sink.Keys.Distinct().Count());
        Assert.Equal(2 * orders, sorted.Tally.AcceptedLines);

        var mixed = await ReadAsync(Orders(from: 1, orders, apart: true), sink = new Sink());
        Assert.Equal("mixed-documents", Assert.Single(mixed.Problems).Finding.Code);
        Assert.Empty(sink.Keys);
    }

    [Fact]
    public async Task Remarks_beyond_the_first_ones_are_counted_not_listed()
    {
        var remarks = string.Concat(Enumerable.Repeat("备注：盘点,,\n", 500));
        var reading = await ReadAsync(Stock(2_000, extra: remarks), new Sink());

        Assert.Equal(201, reading.Notes.Count);
        Assert.Contains("300 more", reading.Notes[^1].English, StringComparison.Ordinal);
    }

    private static Task<UploadReading> ReadAsync(
        string text, IDocumentSink sink, IReadOnlyList<UploadDefinition>? definitions = null) =>
        UploadReader.ReadAsync(
            OpenedFile.Open(Encoding.UTF8.GetBytes(text), "a.csv", new XlsReader().Read, Limits), Books.Dealer,
            definitions ?? Books.Definitions, new Known(), sink, CancellationToken.None);

    private static string Stock(int rows, string extra = "")
    {
        var text = new StringBuilder("商品编码,库存日期,在库数量\n");
        for (var i = 0; i < rows; i++)
        {
            var day = new DateOnly(2020, 1, 1).AddDays(i / 1_000);
            text.Append(CultureInfo.InvariantCulture, $"P-{(i % 1_000) + 1:0000},{day:yyyy-MM-dd},{i}\n");
        }

        return text.Append(extra).ToString();
    }

    private static string Orders(int from, int orders, bool apart)
    {
        var text = new StringBuilder("订单号,订单日期,商品编码,数量\n");
        for (var i = 0; i < 2 * orders; i++)
        {
            var order = from + (apart ? i % orders : i / 2);
            text.Append(CultureInfo.InvariantCulture, $"PO-{order:000000},2026-10-08,P-0001,{(i % 9) + 1}\n");
        }

        return text.ToString();
    }

    private sealed class Sink : IDocumentSink
    {
        public List<string> Keys { get; } = [];

        public List<int> Batches { get; } = [];

        public int Forgotten { get; private set; }

        public Task TakeAsync(
            UploadDefinition definition, IReadOnlyList<MappedDocument> documents, CancellationToken cancel)
        {
            Batches.Add(documents.Count);
            Keys.AddRange(documents.Select(d => d.Key));
            return Task.CompletedTask;
        }

        public Task ForgetAsync(CancellationToken cancel)
        {
            Forgotten++;
            Keys.Clear();
            return Task.CompletedTask;
        }
    }
}
