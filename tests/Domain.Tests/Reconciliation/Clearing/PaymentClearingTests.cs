using CsCheck;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Clearing;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Reconciliation.Clearing;

public sealed class PaymentClearingTests
{
    private static readonly DateOnly LastDay = new(2026, 10, 31);
    private static readonly CaseFile File = GoldenFile.Read<CaseFile>("clearing.json");

    public static TheoryData<string> Ids => [.. File.Cases.Select(c => c.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Clears_what_is_written_and_leaves_the_rest_with_its_age(string id)
    {
        var c = File.Cases.Single(c => c.Id == id);
        var result = Clear(c.Lines.Select(Entry));
        Assert.Equal(
            c.Clearances, result.Clearances.Select(x => $"{x.Payment.Id} > {x.Document.Id} {x.Amount} {x.By}"));
        Assert.Equal(
            c.Open.Order(), result.Open.Select(o => $"{o.Entry.Id} {o.Amount} {o.AgeDays} {o.Band.Name}").Order());
    }

    [Fact]
    public void A_clearance_says_its_arithmetic() => Assert.Equal(
        "p clears the oldest open document: the smaller of 60.00 unused and 100.00 open is 60.00; 40.00 stays open",
        Clear([Entry("a Invoice 100 2026-10-01 90001"), Entry("p Payment -60 2026-10-02 -")])
            .Clearances.Single().Arithmetic);

    [Fact]
    public void The_open_amounts_add_up_to_the_book_and_no_entry_is_cleared_beyond_its_amount() =>
        RandomBooks.Any.Sample(books =>
        {
            BookEntry[] entries = [.. books.OurLines];
            var result = Clear(entries);
            foreach (var entry in entries)
            {
                var cleared = result.Clearances.Where(c => c.Payment == entry || c.Document == entry)
                    .Sum(c => c.Amount);
                var open = result.Open.Where(o => o.Entry == entry).Sum(o => o.Amount);
                Assert.Equal(Math.Abs(entry.Amount), cleared + Math.Abs(open));
                Assert.True(open * entry.Amount >= 0m);
            }

            Assert.Equal(entries.Sum(e => e.Amount), result.Open.Sum(o => o.Amount));
            Assert.All(result.Clearances, c => Assert.True(c.Amount > 0m && c.Payment.Currency == c.Document.Currency));
        });

    [Fact]
    public void The_bands_of_each_currency_add_up_to_what_its_book_comes_to() =>
        RandomBooks.Any.Sample(books =>
        {
            foreach (var book in books.OurLines.GroupBy(entry => entry.Currency))
            {
                var open = Clear(book).Open;
                var lines = AgeLine.Of(open, AgeBand.Usual);
                Assert.Equal(book.Sum(entry => entry.Amount), lines.Sum(line => line.Amount));
                Assert.Equal(open.Count, lines.Sum(line => line.Documents));
            }
        });

    [Fact]
    public void The_order_of_the_entries_decides_nothing() =>
        RandomBooks.Any.Sample(books => Assert.Equal(
            Clear(books.OurLines).Clearances, Clear(books.OurLines.Reverse()).Clearances));

    private static ClearingResult Clear(IEnumerable<BookEntry> entries) =>
        PaymentClearing.Clear(entries, LastDay, ["INV"], AgeBand.Usual);

    private static BookEntry Entry(string line)
    {
        var parts = line.Split(" | ");
        var fields = parts[0].Split(' ');
        return Sample.Entry(
            fields[0], GoldenFile.Number(fields[2]), fields[4] is "-" ? "" : fields[4],
            Enum.Parse<EntryKind>(fields[1]), fields[3]) with
        {
            Text = parts.Length > 1 ? parts[1] : null,
        };
    }

    public sealed record CaseFile(string About, Case[] Cases);

    public sealed record Case(string Id, string[] Lines, string[] Clearances, string[] Open);
}
