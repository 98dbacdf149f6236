using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Idoc;

/// <summary>Samples that SAP publishes, read as a person reads them.</summary>
public sealed partial class IdocSourceTests
{
    [Fact]
    public async Task A_published_invoice_is_what_a_person_reads_in_it()
    {
        var mapped = await PublishedAsync("invoices", "INVOIC02.INVOIC.16366.xml");
        var invoice = Assert.Single(mapped.Documents);
        Assert.Equal(
            "90001519|10100090|invoice|2018-10-26|EUR|5829|80003710|450.00|85.50|535.50",
            Told(Datasets.Invoices.Fields, invoice.Values, "area"));
        Assert.Equal(
            [
                "10|TG0011|Trading Good 0011,PD,Regular Proc.|10|5.000|PCE|250.00|47.50|297.50",
                "20|TG0011|Trading Good 0011,PD,Regular Proc.|20|4.000|PCE|200.00|38.00|238.00",
            ],
            invoice.Lines.Select(l => Told(Datasets.Invoices.LineFields, l, "unit_price")));
    }

    [Fact]
    public async Task A_published_order_and_its_confirmation_are_what_a_person_reads_in_them()
    {
        var order = Assert.Single((await PublishedAsync("dealer-orders", "ORDERS05.ORDERS.4942.xml")).Documents);
        Assert.Equal("4500000670|10100098|2018-11-29|", Told(Datasets.DealerOrders.Fields, order.Values));
        Assert.Equal(
            ["10|TG0011|1.000|PCE|50", "20|TG0011|1.000|PCE|50"],
            order.Lines.Select(l => Told(Datasets.DealerOrders.LineFields, l)));

        var confirmed = Assert.Single((await PublishedAsync("orders", "ORDERS05.ORDRSP.6165.xml")).Documents);
        Assert.Equal(
            "1390|EDI-001|2018-12-18|2018-12-18|xpm|EUR||50.00", Told(Datasets.Orders.Fields, confirmed.Values));
        Assert.Equal("10|TG0011|1.000|PCE||50.00", Told(Datasets.Orders.LineFields, confirmed.Lines[0]));
    }

    [Fact]
    public async Task A_published_delivery_and_a_published_material_are_what_a_person_reads_in_them()
    {
        var delivery = Assert.Single((await PublishedAsync("shipments", "DELVRY07.DESADV.6977.xml")).Documents);
        Assert.Equal(
            "80000849|EDI-001|1390|3010|2018-12-18|2018-12-18", Told(Datasets.Shipments.Fields, delivery.Values));
        Assert.Equal("10|TG-D120_AU|10|1.000||PCE", Told(Datasets.Shipments.LineFields, delivery.Lines.Single()));

        var product = Assert.Single((await PublishedAsync("products", "MATMAS05.MATMAS.13031.xml")).Documents);
        Assert.Equal("123456789", product.Key);
        Assert.Equal("DUMMY PRODUCT", product.Values[Datasets.Products.IndexOf("name")]);
        Assert.Equal("A12", product.Values[Datasets.Products.IndexOf("unit")]);
    }

    private static async Task<MappedPage> PublishedAsync(string dataset, string name)
    {
        var path = SharedData.Require($"idoc/{name}");
        var mapped = await ReadAsync(dataset, Path.GetDirectoryName(path)!, name);
        Assert.Empty(mapped.Rejected);
        return mapped;
    }
}
