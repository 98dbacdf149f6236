namespace DealerIntegration.Connectors.Qimen;

/// <summary>What a dataset's <c>source</c> says where the WMS's own calls are read (回传文件).</summary>
/// <param name="Callbacks">
/// Folder into which a relay lays the calls, from the folder of the connector file; one folder for each dataset.
/// </param>
/// <param name="Methods">The calls that are wanted, for example <c>deliveryorder.confirm</c>.</param>
/// <param name="LargestKilobytes">A larger file is rejected unread.</param>
internal sealed record CallbackQuery(string Callbacks, List<string> Methods, int LargestKilobytes = 4096);
