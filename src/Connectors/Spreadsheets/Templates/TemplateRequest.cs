using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>What a template is made for (模板请求): one kind of file, one dealer, in its language.</summary>
public sealed record TemplateRequest
{
    public required UploadDefinition Definition { get; init; }

    public required string DealerCode { get; init; }

    public required string DealerName { get; init; }

    public required ReplyLanguage Language { get; init; }

    /// <summary>Filled in and locked where it is given; else the dealer writes it.</summary>
    public Period? Period { get; init; }

    /// <summary>The day it is made: the month of the example where no period is given.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>The dealer's own products, in the order in which they are offered.</summary>
    public IReadOnlyList<TemplateProduct> Products { get; init; } = [];
}

/// <summary>A product as a template offers it (商品): code as stored, name for people, unit of the master.</summary>
public sealed record TemplateProduct(string Code, string Name, string? Unit);
