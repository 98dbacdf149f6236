namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// What a code of the gateway or a module means (返回码). Messages are for people: the same code comes with several.
/// </summary>
internal static class YonBipCodes
{
    public const string TokenInvalid = "310036";

    /// <summary>No such path at this gateway: it is mistyped, or the tenant has been moved.</summary>
    public const string NotRegistered = "310404";

    /// <summary>The token has run out or belongs to another data centre; nobody looked at the request.</summary>
    public static bool IsTokenRefused(string code) => code is TokenInvalid or "310003";

    /// <summary>Beyond an allowance (限流): of system, application, product or API.</summary>
    public static bool IsLimit(string code) => code is "310032" or "310039" or "310042" or "310046" or "310050";

    /// <summary>
    /// The backend was slow, or still works on the same request: it may yet have its effect.
    /// </summary>
    public static bool IsUnderWay(string code) => code is "202" or "310504";

    /// <summary>Passes by itself: a read may be tried again.</summary>
    public static bool IsTransient(string code) => IsLimit(code) || IsUnderWay(code) || code is "310043"
        or "310007" or "310009" or "310061" or "310062" or "310063" or "310064" or "310065" or "310066"
        or "310071" or "310072" or "310076" or "310077" or "315001";

    /// <summary>The gateway turned the call away before any module saw it.</summary>
    public static bool IsBeforeModule(string code) => IsTokenRefused(code) || IsLimit(code) || code is "310001"
        or "310002" or "310005" or "310006" or "310031" or "310037" or "310038" or "310041" or "310043" or "310047"
        or NotRegistered or "310405" or "1090003500084";

    public static string Remedy(string code) => code switch
    {
        "310037" => " Grant the API to the application in the console.",
        "310005" or "310006" or "10018" => " Check the application's key, and that it is enabled.",
        "310031" or "310038" or "310041" or "310047" => " Add the hub's address to the console's list.",
        NotRegistered or "310405" => " Correct the path in the connector file.",
        "1090003500084" => " Bind a user to the application in the console.",
        _ => "",
    };
}
