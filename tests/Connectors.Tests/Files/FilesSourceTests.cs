using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Files;

public sealed class FilesSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("connectors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_come_in_the_order_of_their_names_and_the_mark_of_UTF8_is_no_part_of_a_header()
    {
        Write("b.csv", "code;name;unit\nP2;盐;EA\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Write("a.csv", "code;name;unit\nP1;茶;EA\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write("notes.txt", "x", Encoding.ASCII);

        var (parts, documents) = await ReadAsync("""{ "delimiter": ";" }""");

        Assert.Equal(["a.csv", "b.csv"], parts);
        Assert.Equal(["P1", "P2"], documents.Select(d => d.Key));
        Assert.Equal("盐", documents[1].Values[Datasets.Products.IndexOf("name")]);
    }

    [Fact]
    public async Task A_Chinese_export_is_read_in_its_own_encoding()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        Write("a.csv", "code,name,unit\nP1,茶,EA\n", gb);

        var (_, documents) = await ReadAsync("""{ "encoding": "gb18030" }""");
        Assert.Equal("茶", documents[0].Values[Datasets.Products.IndexOf("name")]);

        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync("{}"));
        Assert.Contains("gb18030", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_points_to_the_physical_line_even_after_a_line_break_inside_a_value()
    {
        Write("a.csv", "code,name,unit\nP1,\"two\nlines\",EA\n\nP2,,EA\n", Encoding.UTF8);
        var source = Source("{}", out var mapping);
        var page = await PageAsync(source, mapping, "a.csv");
        var rejected = Assert.Single(Mapper.Map(Datasets.Products, mapping, source.Read(mapping, page)).Rejected);
        Assert.Equal(new Place("a.csv", null, 5, "name"), rejected.Place);
    }

    [Theory]
    [InlineData("code,title,unit\nP1,x,EA\n", "lacks 'name'")]
    [InlineData("code,name,unit,name\nP1,x,EA,y\n", "'name' twice")]
    [InlineData("code,name,unit\nP1,\"x,EA\nP2,y,EA\n", "never closed")]
    [InlineData("", "lacks")]
    public async Task A_file_that_cannot_be_read_as_mapped_is_one_clear_failure(string text, string told)
    {
        Write("a.csv", text, Encoding.UTF8);
        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync("{}"));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Contains("a.csv", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_breaks_the_quoting_rules_is_rejected_alone()
    {
        Write("a.csv", "code,name,unit\nP1,\"x\"y,EA\nP2,z,EA\n", Encoding.UTF8);
        var source = Source("{}", out var mapping);
        var page = await PageAsync(source, mapping, "a.csv");
        var mapped = Mapper.Map(Datasets.Products, mapping, source.Read(mapping, page));
        Assert.Equal("P2", Assert.Single(mapped.Documents).Key);
        Assert.Equal(("malformed", 2L), mapped.Rejected.Select(r => (r.Code, r.Place.Row!.Value)).Single());
    }

    [Fact]
    public async Task An_empty_or_absent_folder_is_not_an_import_of_nothing()
    {
        await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync("{}"));
        await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync("""{ "folder": "elsewhere" }"""));
    }

    [Theory]
    [InlineData("../secret.csv")]
    [InlineData("..")]
    public async Task A_part_stays_in_its_folder(string part)
    {
        var source = Source("{}", out var mapping);
        await Assert.ThrowsAsync<ConnectorException>(() => PageAsync(source, mapping, part));
    }

    [Theory]
    [InlineData("""{ "delimiter": "" }""")]
    [InlineData("""{ "encoding": "latin1" }""")]
    [InlineData("""{ "patern": "*.csv" }""")]
    public void A_source_that_is_misspelt_is_told_at_the_start(string json) =>
        Assert.Throws<ConfigurationException>(() => Source(json, out _));

    private ISource Source(string source, out DatasetMapping mapping)
    {
        mapping = Samples.Mapping($$"""
            {
              "dataset": "products", "source": {{source}}, "fields": { "code": "code", "name": "name", "unit": "unit" }
            }
            """);
        var file = new ConnectorFile
        {
            Name = "t", Kind = ConnectorKind.Files, Address = _folder.FullName, Datasets = [mapping],
        };
        return ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Source!;
    }

    private async Task<(IReadOnlyList<string> Parts, List<MappedDocument> Documents)> ReadAsync(string json)
    {
        var source = Source(json, out var mapping);
        var parts = await source.PartsAsync(mapping, Window.Everything, TestContext.Current.CancellationToken);
        var documents = new List<MappedDocument>();
        foreach (var part in parts)
        {
            var page = await PageAsync(source, mapping, part);
            documents.AddRange(Mapper.Map(Datasets.Products, mapping, source.Read(mapping, page)).Documents);
        }

        return (parts, documents);
    }

    private static async Task<RawPage> PageAsync(ISource source, DatasetMapping mapping, string part)
    {
        await foreach (var page in source.PullAsync(
            mapping, part, Window.Everything, null, TestContext.Current.CancellationToken))
        {
            return page;
        }

        throw new InvalidOperationException("A file is always one page.");
    }

    private void Write(string name, string text, Encoding encoding) =>
        File.WriteAllText(Path.Combine(_folder.FullName, name), text, encoding);
}
