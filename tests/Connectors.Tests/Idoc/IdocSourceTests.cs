using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Idoc;

/// <summary>What becomes of IDoc files under the mapping that ships as an example.</summary>
public sealed partial class IdocSourceTests : IDisposable
{
    private const string Example = "examples/idoc/connector.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idoc-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Invoices_and_returns_of_a_flat_file_become_what_the_dealer_owes()
    {
        var mapped = await ReadAsync("invoices", Repository.Path("examples/idoc/in"), "invoices.txt");
        Assert.Empty(mapped.Rejected);
        Assert.Equal(
            [
                """90001519|417|invoice|2026-10-31|CNY|5829||1200.00|156.00|1356.00""",
                """90001520|533|return|2026-10-31|CNY|5830||-250.00|-32.50|-282.50""",
            ],
            mapped.Documents.Select(d => Told(Datasets.Invoices.Fields, d.Values, "area")));
        Assert.Equal(
            [
                """10|110|龙井茶 250g|10|10.000|KAR|1250.00|162.50|1412.50""",
                """20|RABATT|促销折让|20|1.000|EA|-50.00|-6.50|-56.50""",
            ],
            mapped.Documents[0].Lines.Select(l => Told(Datasets.Invoices.LineFields, l, "unit_price")));
        Assert.Equal(
            """10|110|龙井茶 250g|10|-2.000|KAR|-250.00|-32.50|-282.50""",
            Told(Datasets.Invoices.LineFields, mapped.Documents[1].Lines.Single(), "unit_price"));
        Assert.Equal(1356.00m - 282.50m, mapped.Tally.Controls["grossAmount"]);
    }

    [Fact]
    public async Task A_price_of_a_hundred_is_not_taken_for_the_price_of_one()
    {
        var mapped = await ReadAsync("dealer-orders", Repository.Path("examples/idoc/in"), "orders.txt");
        Assert.Empty(mapped.Rejected);
        var order = Assert.Single(mapped.Documents);
        Assert.Equal(
            "PO-2026-118|417|2026-10-28|2026-11-05", Told(Datasets.DealerOrders.Fields, order.Values));
        Assert.Equal(
            ["10|110|12.000|KAR|125.00", "20|TEA-BAG|500.000|EA|"],
            order.Lines.Select(l => Told(Datasets.DealerOrders.LineFields, l)));
    }

    [Fact]
    public async Task Deliveries_and_products_of_XML_are_read_and_an_undescribed_segment_is_counted()
    {
        var deliveries = await ReadAsync("shipments", Repository.Path("examples/idoc/in"), "deliveries.xml");
        Assert.Empty(deliveries.Rejected);
        var delivery = Assert.Single(deliveries.Documents);
        Assert.Equal(
            "80003710|417|5829|WH01|2026-10-30|", Told(Datasets.Shipments.Fields, delivery.Values));
        Assert.Equal("10|110|10|10.000||KAR", Told(Datasets.Shipments.LineFields, delivery.Lines.Single()));
        Assert.Equal(1, deliveries.Tally.Controls["linesWithNotes"]);

        var products = await ReadAsync("products", Repository.Path("examples/idoc/in"), "products.xml");
        Assert.Equal("110|龙井茶 250 克|TEA||EA||6901234000016|", Told(
            Datasets.Products.Fields, Assert.Single(products.Documents).Values, "list_price"));
    }

    [Fact]
    public async Task Every_dataset_of_a_shared_folder_takes_its_own_IDocs_and_leaves_the_others()
    {
        var folder = Repository.Path("examples/idoc/in");
        var (source, file) = Connector(folder);
        foreach (var (name, wanted) in new[]
        {
            ("invoices", 2), ("dealer-orders", 1), ("shipments", 1), ("products", 1), ("orders", 0),
        })
        {
            var dataset = file.Dataset(name);
            var parts = await source.PartsAsync(dataset, Window.Everything, TestContext.Current.CancellationToken);
            Assert.Equal([name], parts);
            var pages = await PagesAsync(source, dataset);
            Assert.Equal(
                ["deliveries.xml", "invoices.txt", "orders.txt", "products.xml"],
                pages.Select(page => page.Name).Order(StringComparer.Ordinal));
            var documents = 0;
            foreach (var page in pages)
            {
                var mapped = Map(source, dataset, page);
                Assert.Empty(mapped.Rejected);
                documents += mapped.Documents.Count;
            }

            Assert.Equal(wanted, documents);
        }
    }

    [Fact]
    public async Task An_IDoc_that_no_dataset_reads_is_rejected_and_not_passed_over()
    {
        Write("a.txt", IdocSamples.Control("0000000000000001", "ORDERS05", "ORDCHG") + "\n"
            + IdocSamples.Order("0000000000000002", "PO-2"));
        var mapped = await ReadAsync("dealer-orders", _folder.FullName, "a.txt");
        var rejected = Assert.Single(mapped.Rejected);
        Assert.Equal(("malformed", 1L, "EDI_DC40.IDOCTYP"), (rejected.Code, rejected.Place.Row, rejected.Place.Column));
        Assert.Contains("'ORDCHG ORDERS05'", rejected.Message, StringComparison.Ordinal);
        Assert.Equal("417|PO-2", Assert.Single(mapped.Documents).Key);
    }

    [Fact]
    public async Task A_bad_IDoc_is_one_rejection_with_all_its_faults_and_the_next_one_is_taken()
    {
        Write("a.txt", IdocSamples.Order("0000000000000001", "PO-1")
            .Replace("000007000006", "000007000004", StringComparison.Ordinal)
            .Replace("002TEA-BAG", "002TEA-BAG".PadRight(1000) + "X", StringComparison.Ordinal)
            + IdocSamples.Order("0000000000000002", "PO-2"));
        var mapped = await ReadAsync("dealer-orders", _folder.FullName, "a.txt");
        var rejected = Assert.Single(mapped.Rejected);
        Assert.Equal(("a.txt", 8L), (rejected.Place.File, rejected.Place.Row));
        Assert.Contains("IDoc 0000000000000001", rejected.Message, StringComparison.Ordinal);
        Assert.Contains("line 8, E1EDP19, value 'X'", rejected.Message, StringComparison.Ordinal);
        Assert.Contains("line 8, E1EDP19.PSGNUM, value '000004'", rejected.Message, StringComparison.Ordinal);
        Assert.Equal("417|PO-2", Assert.Single(mapped.Documents).Key);
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_names_line_segment_field_and_value()
    {
        var order = IdocSamples.Order("0000000000000001", "PO-1");
        Write("a.txt", order.Replace("12.000", "12,000", StringComparison.Ordinal));
        var rejected = Assert.Single((await ReadAsync("dealer-orders", _folder.FullName, "a.txt")).Rejected);
        Assert.Equal(
            ("a.txt", 7L, "E1EDP01.MENGE", "12,000", "not-a-number"),
            (rejected.Place.File, rejected.Place.Row, rejected.Place.Column, rejected.Value, rejected.Code));
    }

    [Fact]
    public async Task A_path_that_means_two_different_values_rejects_the_IDoc_in_place_of_choosing_one()
    {
        Write("a.txt", IdocSamples.Order("0000000000000001", "PO-1"));
        var (source, file) = Connector(_folder.FullName, text => text.Replace(
            "\"dealer_code\": { \"path\": \"E1EDKA1[PARVW=AG].PARTN\"",
            "\"dealer_code\": { \"path\": \"E1EDKA1.PARTN\"",
            StringComparison.Ordinal));
        var dataset = file.Dataset("dealer-orders");
        var mapped = Map(source, dataset, await PageAsync(source, dataset, "a.txt"));
        var rejected = Assert.Single(mapped.Rejected);
        Assert.Contains("'0000000417, 0000000418'", rejected.Message, StringComparison.Ordinal);
        Assert.Contains("E1EDKA1[PARVW=AG].PARTN", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E1EDK01.BELNR", "E1EDK01.BELNRR", "names the field BELNRR; E1EDK01 has ACTION, KZABS")]
    [InlineData("E1EDS01[SUMID=010].SUMME", "E1EDS01[SUM=010].SUMME", "names the field SUM;")]
    [InlineData("E1EDK03[IDDAT=026].DATUM", "E1EDP03[IDDAT=026].DATUM", "E1EDP03, which does not stand directly below")]
    [InlineData("E1EDK01.CURCY", "CURCY", "names no segment")]
    [InlineData("\"path\": \"E1EDP01\"", "\"path\": \"E1EDP99\"", "names E1EDP99")]
    [InlineData("\"type\": \"INVOIC02\"", "\"type\": \"INVOIC9\"", "'INVOIC9' is not described")]
    [InlineData("\"type\": \"INVOIC02\"", "\"type\": \"INVOIC02\", \"encoding\": \"ebcdic\"", "'ebcdic' is not known")]
    public void A_mapping_that_leads_nowhere_is_told_before_a_file_comes(string right, string wrong, string told)
    {
        var e = Assert.Throws<ConfigurationException>(
            () => Connector(_folder.FullName, text => text.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Contains("dataset 'invoices'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_that_is_described_while_the_hub_runs_is_known_to_the_next_file()
    {
        var layouts = _folder.CreateSubdirectory("layouts").FullName;
        foreach (var name in new[] { "segments.csv", "types.csv" })
        {
            File.Copy(Repository.Path($"config/idoc/{name}"), Path.Combine(layouts, name));
        }

        const string number = "0000000000000001";
        Write("a.txt", IdocSamples.Order(number, "PO-1")
            + IdocSamples.Record("Z2PROMO000", number, 8, 6, 3, "SPRING  10\n"));
        var (source, file) = Connector(
            _folder.FullName, text => text.Replace("../../config/idoc", layouts, StringComparison.Ordinal));
        var page = await PageAsync(source, file.Dataset("dealer-orders"), "a.txt");
        Assert.Contains("Z2PROMO000", Notes(), StringComparison.Ordinal);

        Describe("segments.csv", "Z1PROMO,Z2PROMO000,CODE,8\nZ1PROMO,Z2PROMO000,RATE,5\n");
        Describe("types.csv", "ORDERS05,Z1PROMO,E1EDP01\n");
        Assert.Null(Notes());

        string? Notes() => source.Read(file.Dataset("dealer-orders"), page).Single().TryGet("@notes", out var notes)
            ? notes
            : "none";
        void Describe(string name, string lines)
        {
            var path = Path.Combine(layouts, name);
            File.AppendAllText(path, lines);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
        }
    }

    [Fact]
    public async Task A_file_that_ends_within_a_record_is_not_read_as_if_it_were_whole()
    {
        Write("a.txt", IdocSamples.Order("0000000000000001", "PO-1").TrimEnd());
        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => ReadAsync("dealer-orders", _folder.FullName, "a.txt"));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains("a.txt: its last record has no line end", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_taken_for_a_wrong_one()
    {
        var (source, file) = Connector(_folder.FullName);
        await Assert.ThrowsAsync<ConnectorException>(
            () => source.PartsAsync(file.Dataset("invoices"), Window.Everything, CancellationToken.None));
    }

    private static async Task<MappedPage> ReadAsync(string dataset, string folder, string part)
    {
        var (source, file) = Connector(folder);
        return Map(source, file.Dataset(dataset), await PageAsync(source, file.Dataset(dataset), part));
    }

    private static MappedPage Map(ISource source, DatasetMapping mapping, RawPage page) =>
        Mapper.Map(Datasets.Find(mapping.Dataset)!, mapping, source.Read(mapping, page));

    private static async Task<RawPage> PageAsync(ISource source, DatasetMapping mapping, string name) =>
        (await PagesAsync(source, mapping)).Single(page => page.Name == name);

    private static async Task<List<RawPage>> PagesAsync(ISource source, DatasetMapping mapping)
    {
        var pages = new List<RawPage>();
        await foreach (var page in source.PullAsync(
            mapping, mapping.Dataset, Window.Everything, null, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    private static (ISource Source, ConnectorFile File) Connector(string folder, Func<string, string>? change = null)
    {
        var path = Repository.Path(Example);
        var text = change?.Invoke(File.ReadAllText(path)) ?? File.ReadAllText(path);
        var file = ConfigFile.Parse<ConnectorFile>(text, path) with { FilePath = path, Address = folder };
        MappingCheck.Require(file.Datasets, path);
        return (ConnectorList.Create(file, new FixedSecrets(), new LeapingTime(DateTimeOffset.UtcNow)).Source!, file);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    /// <summary>Values in the order of the fields, divided by bars; those left out belong to nobody's sample.</summary>
    private static string Told(IReadOnlyList<FieldSpec> fields, object?[] values, string without = "") =>
        string.Join('|', fields.Zip(values).Where(f => f.First.Name != without).Select(f => f.Second switch
        {
            DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            var text => text as string ?? "",
        }));
}
