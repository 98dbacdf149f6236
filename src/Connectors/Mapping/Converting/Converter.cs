using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Turns the source's text into a value, or says why it cannot.</summary>
internal delegate Complaint? ConvertText(string text, out object? value);

/// <summary>A named way to read a value (转换器): text to text, or text to the type of a canonical field.</summary>
internal sealed record Converter(string Name, FieldType Result, ConvertText Convert);

/// <summary>Why a text is not what the mapping says it is.</summary>
internal sealed record Complaint(string Code, string Message, string Remedy);
