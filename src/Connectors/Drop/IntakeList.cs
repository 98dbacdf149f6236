using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Drop.Mail;
using DealerIntegration.Connectors.Drop.Sftp;

namespace DealerIntegration.Connectors.Drop;

/// <summary>
/// The list of servers that files come from (收件渠道清单). Another way is one folder beside this file, one member of
/// <see cref="IntakeWay"/> and one line here.
/// </summary>
public static class IntakeList
{
    /// <summary>Makes the connection's owner; nothing is called yet.</summary>
    /// <exception cref="ConfigurationException">The way is off, or a secret it names is not set.</exception>
    public static IIntake Open(IntakeWay way, IntakeFile file, ISecrets secrets, TimeProvider clock) => way switch
    {
        IntakeWay.Sftp when file.Sftp is { Enabled: true } sftp => new SftpIntake(sftp, secrets, clock),
        IntakeWay.Mail when file.Mail is { Enabled: true } mail => new MailIntake(mail, secrets, clock),
        _ => throw new ConfigurationException(
            $"{IntakeFile.FileName}: '{way.ToString().ToLowerInvariant()}' is not switched on; "
            + "set \"enabled\": true there."),
    };
}
