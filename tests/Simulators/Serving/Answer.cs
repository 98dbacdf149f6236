using System.Text;

namespace DealerIntegration.Simulators.Serving;

/// <summary>Writes a whole answer with its length, so that a reader can tell a cut one.</summary>
internal static class Answer
{
    public static Task Write(HttpContext context, int status, string type, string body) =>
        Write(context, status, type, Encoding.UTF8.GetBytes(body));

    public static async Task Write(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type + ";charset=utf-8";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body);
        }
    }
}
