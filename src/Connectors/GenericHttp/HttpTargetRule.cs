using System.Text.Json;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Method of a call that writes.</summary>
public enum WriteVerb
{
    Post,
    Put,
    Patch,
}

/// <summary>How one kind of document is written into a REST system (写入规则).</summary>
/// <param name="Path">Below the address; may hold {key} and {dealer}.</param>
/// <param name="Fields">
/// Member of the partner's body, with dots for members inside members, to a field of ours. Of a field's members, path,
/// constant, default, map and convert (number, negate, boolean, date:PATTERN) are understood. The paths @key, @dealer
/// and @kind are the document's own.
/// </param>
/// <param name="Number">Where the partner's number of the new document stands in the answer.</param>
/// <param name="Find">How to look our key up.</param>
public sealed record HttpTargetRule(
    string Path, Dictionary<string, FieldMapping> Fields, string Number, HttpFind Find)
{
    public WriteVerb Method { get; init; }

    public HttpLines? Lines { get; init; }

    /// <summary>A header that bears our key besides, for example Idempotency-Key.</summary>
    public string? KeyHeader { get; init; }

    /// <summary>Statuses of success.</summary>
    public List<int> Done { get; init; } = [200, 201];

    /// <summary>Statuses with which the partner turns the document down for good. Any other is unknown.</summary>
    public List<int> Refused { get; init; } = [400, 422];

    /// <summary>Statuses that say that the partner has our key already.</summary>
    public List<int> Duplicate { get; init; } = [];

    /// <summary>Codes inside an answer that turn the document down for good. Any other failure is unknown.</summary>
    public List<string> RefusedCodes { get; init; } = [];

    /// <summary>Codes inside an answer that say that the partner has our key already.</summary>
    public List<string> DuplicateCodes { get; init; } = [];

    /// <summary>Of a partner that takes a document first and does it later; absent: it does it at once.</summary>
    public HttpLater? Later { get; init; }
}

/// <summary>How to ask whether a document that was taken is done (异步结果查询).</summary>
/// <param name="Path">Below the address, with {job}.</param>
/// <param name="Job">Where the answer names the job: a path, or header:Location.</param>
/// <param name="State">Where the state stands when it is asked for.</param>
/// <param name="Done">States of a document that is done.</param>
/// <param name="Refused">States of one that is turned down for good. Any other is not at its end yet.</param>
public sealed record HttpLater(string Path, string Job, string State, List<string> Done, List<string> Refused)
{
    /// <summary>Statuses with which the partner says that it has taken the document.</summary>
    public List<int> Statuses { get; init; } = [202];

    /// <summary>Where the reason of a refusal stands.</summary>
    public string? Message { get; init; }

    /// <summary>How long to ask; after that the outcome is unknown.</summary>
    public int PatienceSeconds { get; init; } = 120;
}

/// <summary>The lines of a document in the partner's body.</summary>
/// <param name="Member">The list, with dots for members inside members.</param>
/// <param name="Fields">As of the document; a path that begins with a slash is read from the document.</param>
public sealed record HttpLines(string Member, Dictionary<string, FieldMapping> Fields);

/// <summary>How to look a key of ours up (按单号回查).</summary>
/// <param name="Path">Below the address, with {key} and, if need be, {dealer}, here or in the body.</param>
/// <param name="Number">Where the partner's number stands in the document found.</param>
/// <param name="Key">Where our key stands in it: a partner that ignores the filter must not be believed.</param>
public sealed record HttpFind(string Path, string Number, string Key)
{
    public ReadVerb Method { get; init; }

    /// <summary>Of a POST: an object; {key} and {dealer} are filled in.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Path of the list of documents; absent: the answer is the document.</summary>
    public string? Records { get; init; }

    /// <summary>Statuses that say that there is no such document, for example 404.</summary>
    public List<int> AbsentStatuses { get; init; } = [];

    /// <summary>Codes inside an answer that say so.</summary>
    public List<string> AbsentCodes { get; init; } = [];
}
