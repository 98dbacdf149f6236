using System.Net;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Http;

/// <summary>What an HTTP status means for a read: usable, worth another try, or a matter for a person.</summary>
internal static class Verdict
{
    /// <exception cref="ConnectorException">The answer is not data.</exception>
    public static void RequireData(Answer answer, string what, TimeProvider time)
    {
        var status = (int)answer.Status;
        if (IsTransient(answer.Status) || (status == 403 && RetryAfter.IsUsedUp(answer.Headers)))
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the partner answered {status}. {PartnerText.Of(answer)}")
            {
                RetryAfter = RetryAfter.Of(answer.Headers, time),
            };
        }

        if (status is 401 or 403)
        {
            throw Person(what, $"sign-in or authorisation refused ({status}); check user, secret and roles. "
                + PartnerText.Of(answer));
        }

        if (status is >= 300 and < 400)
        {
            throw Person(what, $"the partner redirects ({status}){Target(answer)}; redirects are not followed. Correct "
                + "'address', or the path behind it.");
        }

        if (!answer.IsSuccess)
        {
            throw Person(what, $"the partner answered {status}. {PartnerText.Of(answer)}");
        }

        if (answer.IsHtml)
        {
            throw Person(what, "a web page came instead of data: a sign-in page, a proxy, or a wrong address. "
                + PartnerText.Of(answer));
        }
    }

    public static bool IsTransient(HttpStatusCode status) => (int)status is 408 or 423 or 425 or 429 or >= 500;

    /// <summary>
    /// Whether something between us and the partner answers: the partner may still be at what it was asked for.
    /// </summary>
    public static bool IsInBetween(Answer answer) => answer.IsHtml || (int)answer.Status is 408 or 502 or 504;

    // A slash too few or http for https is seen at once where the target is told; a query may hold more than we know.
    private static string Target(Answer answer) => answer.Header("Location") is { } location
        ? $" to {PartnerText.Shorten(answer.Redaction.Clean(location.Split('?')[0]))}"
        : "";

    private static ConnectorException Person(string what, string why) =>
        new(ConnectorFailure.Configuration, $"{what}: {why}");
}
