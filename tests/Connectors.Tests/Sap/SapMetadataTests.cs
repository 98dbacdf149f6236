using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Sap;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Sap;
using DealerIntegration.Simulators.Serving;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>Names in the connector file are held against what SAP says of its services.</summary>
public sealed class SapMetadataTests : IDisposable
{
    private const string Metadata = "/sap/opu/odata/sap/API_SALES_ORDER_SRV/$metadata";

    private readonly WireMockServer _sap = WireMockServer.Start();

    public void Dispose() => _sap.Dispose();

    [Fact]
    public async Task The_shipped_file_fits_the_ERP_of_the_demo()
    {
        await using var stage = new SapStage(TimeProvider.System);
        await stage.StartAsync();
        var file = Samples.Shipped("sap", stage.Address);
        var (source, target) = ConnectorList.Create(file, new StageSecrets(), TimeProvider.System);
        foreach (var dataset in file.Datasets)
        {
            Assert.Empty(await source!.ComplaintsAsync(dataset, TestContext.Current.CancellationToken));
        }

        Assert.Empty(await target!.ComplaintsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, stage.Traffic.Count(CallKind.Write));
    }

    [Theory]
    [InlineData("A_SalesOrder", null)]
    [InlineData("A_SalesOrders", "API_SALES_ORDER_SRV has no entity set A_SalesOrders. Near to it: A_SalesOrder, ")]
    public async Task A_set_that_is_not_there_is_told_with_its_neighbours(string set, string? said)
    {
        Given(Edmx());
        var found = await ComplaintsAsync(
            $$"""{ "request": "API_SALES_ORDER_SRV/{{set}}", "orderBy": "SalesOrder" }""", "SalesOrder");
        Assert.Equal(said is null ? 0 : 1, found.Count);
        Assert.All(found, f => Assert.StartsWith($"source.request: {said}", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SoldTo", "", "mapped field SoldTo: A_SalesOrderType has no SoldTo. Near to it: SoldToParty.")]
    [InlineData("to_Item.results.0.Materiall", "to_Item",
        "mapped field to_Item.results.Materiall: A_SalesOrderItemType has no Materiall. Near to it: Material.")]
    [InlineData("to_Item.results.0.Material", "",
        "mapped field to_Item.results.Material: to_Item comes only where source.expand names it.")]
    [InlineData("to_Item.results.0.Material", "to_Item", null)]
    [InlineData("SoldToParty", "to_Items", "source.expand: A_SalesOrderType has no to_Items. Near to it: to_Item.")]
    public async Task A_mapped_field_that_is_not_there_is_told(string path, string expand, string? said)
    {
        Given(Edmx());
        var source = $$"""
            { "request": "API_SALES_ORDER_SRV/A_SalesOrder", "orderBy": "SalesOrder", "expand": "{{expand}}" }
            """;
        Assert.Equal(said is null ? [] : [said], await ComplaintsAsync(source, path));
    }

    [Theory]
    [InlineData(""" "orderBy": "Stamp" """, "source.orderBy: SAP does not sort by Stamp; name the key.")]
    [InlineData(""" "orderBy": "Nr" """, "source.orderBy: A_SalesOrderType has no Nr.")]
    [InlineData(""" "orderBy": "SalesOrder", "filter": "startswith(SoldToPart,'x eq y') eq true and Day ne null" """,
        "source.filter: A_SalesOrderType has no SoldToPart. Near to it: SoldToParty.")]
    [InlineData(""" "orderBy": "SalesOrder", "changedBy": "Stamp" """,
        "source.changedBy: SAP does not filter by Stamp; leave it out, and the dataset is read whole.")]
    [InlineData(""" "orderBy": "SalesOrder", "changedBy": "Day" """,
        "source.changedBy: Day is an Edm.DateTime and no instant; name it under source.changedOn instead.")]
    [InlineData(""" "orderBy": "SalesOrder", "changedOn": [ "Dey" ] """,
        "source.changedOn: A_SalesOrderType has no Dey. Near to it: Day.")]
    public async Task What_the_source_asks_with_is_checked_too(string options, string said)
    {
        Given(Edmx());
        var source = $$"""{ "request": "API_SALES_ORDER_SRV/A_SalesOrder", {{options}} }""";
        Assert.Equal([said], await ComplaintsAsync(source, "SalesOrder"));
    }

    [Fact]
    public async Task Fields_of_documents_are_checked_and_the_remedy_is_named()
    {
        Given(Edmx());
        var said = await Target().ComplaintsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "sales-order: A_SalesOrderType has no SalesOrderType. Near to it: SalesOrder.",
                "sales-order: A_SalesOrderType.TransactionCurrency cannot be given when a document is created.",
                "sales-order: A_SalesOrderItemType has no YY1_NetPrice. Make this custom field in SAP, or name a "
                + "condition type under sap.priceCondition.",
                "sales-order: look-up: SAP does not filter A_SalesOrderType by PurchaseOrderByCustomer, so that no "
                + "document is ever found again.",
            ],
            said.Where(s => !s.Contains("requested", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><x/>", "DTD")]
    [InlineData("<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.0'/>", "V4")]
    [InlineData("<edmx", "no description")]
    [InlineData("<x/>", "no entity set")]
    public async Task What_is_no_description_is_a_failure_that_says_so(string body, string said)
    {
        Given(body);
        var e = await Assert.ThrowsAsync<ConnectorException>(() => ComplaintsAsync(
            """{ "request": "API_SALES_ORDER_SRV/A_SalesOrder", "orderBy": "SalesOrder" }""", "SalesOrder"));
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
    }

    private void Given(string body) => _sap.Given(Request.Create().WithPath(Metadata).UsingGet())
        .RespondWith(Response.Create().WithHeader("Content-Type", "application/xml").WithBody(body));

    private async Task<IReadOnlyList<string>> ComplaintsAsync(string source, string path)
    {
        var dataset = Samples.Mapping($$"""
            { "dataset": "orders", "source": {{source}}, "fields": { "number": "{{path}}" } }
            """);
        var file = Samples.Shipped("sap", _sap.Url) with { Datasets = [dataset] };
        return await ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Source!
            .ComplaintsAsync(dataset, TestContext.Current.CancellationToken);
    }

    private ITarget Target() => ConnectorList.Create(
        Samples.Shipped("sap", _sap.Url) with { Sap = new SapSettings { RejectionReason = "61" } },
        new FixedSecrets(), TimeProvider.System).Target!;

    // As releases write it: associations apart, SAP's own marks, a namespace of any year.
    private static string Edmx() => """
        <?xml version="1.0" encoding="utf-8"?>
        <edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"
            xmlns:sap="http://www.sap.com/Protocols/SAPData">
          <edmx:DataServices>
            <Schema Namespace="SO" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">
              <EntityType Name="A_SalesOrderType">
                <Key><PropertyRef Name="SalesOrder"/></Key>
                <Property Name="SalesOrder" Type="Edm.String" MaxLength="10"/>
                <Property Name="SoldToParty" Type="Edm.String"/>
                <Property Name="PurchaseOrderByCustomer" Type="Edm.String" sap:filterable="false"/>
                <Property Name="TransactionCurrency" Type="Edm.String" sap:creatable="false"/>
                <Property Name="Day" Type="Edm.DateTime" sap:display-format="Date"/>
                <Property Name="Stamp" Type="Edm.DateTimeOffset" sap:filterable="false" sap:sortable="false"/>
                <NavigationProperty Name="to_Item" Relationship="SO.a1" FromRole="f" ToRole="t"/>
              </EntityType>
              <EntityType Name="A_SalesOrderItemType">
                <Property Name="Material" Type="Edm.String"/>
                <Property Name="SalesDocumentRjcnReason" Type="Edm.String"/>
              </EntityType>
              <Association Name="a1">
                <End Type="SO.A_SalesOrderType" Multiplicity="1" Role="f"/>
                <End Type="SO.A_SalesOrderItemType" Multiplicity="*" Role="t"/>
              </Association>
              <EntityContainer Name="c">
                <EntitySet Name="A_SalesOrder" EntityType="SO.A_SalesOrderType"/>
                <EntitySet Name="A_SalesOrderItem" EntityType="SO.A_SalesOrderItemType"/>
                <AssociationSet Name="s1" Association="SO.a1">
                  <End EntitySet="A_SalesOrder" Role="f"/><End EntitySet="A_SalesOrderItem" Role="t"/>
                </AssociationSet>
              </EntityContainer>
            </Schema>
          </edmx:DataServices>
        </edmx:Edmx>
        """;
}
