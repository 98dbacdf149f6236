namespace DealerIntegration.Simulators.Serving;

/// <summary>
/// The faults every simulated partner has (故障清单). A partner adds those of its own protocol. Where several are set,
/// the first of the list befalls the call.
/// </summary>
internal static class FaultList
{
    public static readonly IReadOnlyList<FaultKind> Common =
    [
        new("status401", "Refuses the sign-in (401); nothing is done."),
        new("status403", "Refuses the authorisation (403); nothing is done."),
        new("status404", "Knows no such address (404); nothing is done."),
        new("status409", "Reports a conflict with a bare 409; nothing is done."),
        new("status429", "Asks for a pause of two seconds (429, Retry-After in seconds)."),
        new("status429Date", "Asks for a pause until a time by its own clock (429, Retry-After as a date)."),
        new("status500", "Fails with a dump page (500); nothing is done."),
        new("echo", "Fails with a page (500) that quotes the whole call, secrets and all."),
        new("status503", "Is down for maintenance (503), without saying for how long."),
        new("html", "Sends its sign-in page with 200 instead of data."),
        new("redirect", "Sends the caller to another host (302)."),
        new("errorInside", "Answers with an error of its own inside, most often with 200; nothing is done."),
        new("refuse", "Refuses the document with a reason; nothing is done.", CallKind.Write),
        new("tokenExpired", "No longer accepts the token that came with the call."),
        new("lostBeforeEffect", "Drops the connection before anything is done."),
        new("lostAfterEffect", "Does what it is asked and drops the connection without an answer.", CallKind.Write),
        new("timeoutBeforeEffect", "Does nothing and keeps silent until the caller gives up."),
        new(
            "timeoutAfterEffect", "Does what it is asked and keeps silent until the caller gives up.",
            CallKind.Write),
        new("slowDrip", "Does what it is asked, sends half the answer and then never goes on."),
        new("status500AfterEffect", "Does what it is asked and then fails with a dump page (500).", CallKind.Write),
        new("accepted", "Does what it is asked and says no more than 202, with an empty body.", CallKind.Write),
        new("emptyBody", "Does what it is asked and answers 200 with an empty body."),
        new("slices", "Answers as it should, one byte at a time."),
        new("truncate", "Declares the answer's length and ends after half of it."),
        new("truncateChunked", "Sends half the answer in a chunk and ends without the last one."),
        new("truncateUnframed", "Sends half the answer with neither length nor chunks and closes."),
        new("truncateReset", "Sends half the answer with neither length nor chunks and resets the connection."),
        new("truncateCompressed", "Sends the first half of a compressed answer as if it were the whole."),
    ];

    /// <summary>For partners that may finish a document some time after they took it.</summary>
    public static readonly FaultKind AnswerLater = new(
        "answerLater", "Takes the document and finishes it only when it has been asked about it twice.",
        CallKind.Write);

    /// <summary>For the same partners.</summary>
    public static readonly FaultKind NeverFinishes = new(
        "neverFinishes", "Takes the document and says for ever that it is still at it.", CallKind.Write);

    /// <summary>For partners that answer with a list of what worked and what did not.</summary>
    public static readonly FaultKind PartialFailure = new(
        "partialFailure", "Says with a good status that of the documents in the call this one failed.",
        CallKind.Write);
}
