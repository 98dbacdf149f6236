using System.Text;

namespace DealerIntegration.Repo.Tests.Reading;

/// <summary>
/// Tells code, comments and string literals of C# apart: plain, verbatim, raw and interpolated strings, and the code
/// in the holes of the latter. It knows no more of the language than that.
/// </summary>
internal sealed class CSharpSplitter(string text)
{
    private readonly char[] _code = [.. text.Select(c => c is '\n' or '\r' ? c : ' ')];
    private readonly List<Piece> _comments = [];
    private readonly List<Piece> _literals = [];
    private int _at;
    private int _line = 1;

    public (string Code, List<Piece> Comments, List<Piece> Literals) Split()
    {
        ReadCode(inHole: false);
        return (new string(_code), _comments, _literals);
    }

    private char Peek(int ahead = 0) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private bool Sees(string what) => string.CompareOrdinal(text, _at, what, 0, what.Length) == 0;

    private char Take()
    {
        var c = text[_at++];
        if (c == '\n')
        {
            _line++;
        }

        return c;
    }

    private int Run(char c, int ahead = 0)
    {
        var count = 0;
        while (Peek(ahead + count) == c)
        {
            count++;
        }

        return count;
    }

    private void ReadCode(bool inHole)
    {
        var depth = 0;
        while (_at < text.Length)
        {
            var c = Peek();
            if (inHole && depth == 0 && c is '}')
            {
                return;
            }

            if (Sees("//"))
            {
                ReadLineComment();
            }
            else if (Sees("/*"))
            {
                ReadBlockComment();
            }
            else if (c == '\'')
            {
                ReadCharacter();
            }
            else if (StringStartsHere())
            {
                ReadString();
            }
            else
            {
                depth += c is '{' ? 1 : c is '}' ? -1 : 0;
                _code[_at] = c;
                Take();
            }
        }
    }

    private void ReadLineComment()
    {
        var (line, start) = (_line, _at);
        while (_at < text.Length && Peek() != '\n')
        {
            Take();
        }

        _comments.Add(new Piece(line, text[start.._at].TrimEnd()));
    }

    private void ReadBlockComment()
    {
        var (line, start) = (_line, _at);
        while (_at < text.Length && !(Sees("*/") && _at >= start + 2))
        {
            Take();
        }

        _at = Math.Min(_at + 2, text.Length);
        _comments.Add(new Piece(line, text[start.._at]));
    }

    private void ReadCharacter()
    {
        Take();
        while (_at < text.Length && Peek() is not '\'' and not '\n')
        {
            if (Take() == '\\')
            {
                Take();
            }
        }

        Take();
    }

    private bool StringStartsHere()
    {
        var ahead = 0;
        while (Peek(ahead) is '$' or '@')
        {
            ahead++;
        }

        return Peek(ahead) == '"';
    }

    private void ReadString()
    {
        var line = _line;
        var dollars = 0;
        var verbatim = false;
        while (Peek() is '$' or '@')
        {
            dollars += Peek() == '$' ? 1 : 0;
            verbatim |= Peek() == '@';
            Take();
        }

        var quotes = Run('"');
        var raw = quotes >= 3 && !verbatim;
        if (!raw)
        {
            quotes = 1;
        }

        _at += quotes;
        var content = new StringBuilder();
        while (_at < text.Length && !Ends(raw, verbatim, quotes))
        {
            ReadStringPart(content, dollars, raw, verbatim);
        }

        _at = Math.Min(_at + quotes, text.Length);
        _literals.Add(new Piece(line, content.ToString()));
    }

    private bool Ends(bool raw, bool verbatim, int quotes) =>
        Peek() == '"' && (raw ? Run('"') >= quotes : !verbatim || Peek(1) != '"');

    private void ReadStringPart(StringBuilder content, int dollars, bool raw, bool verbatim)
    {
        if (dollars > 0 && Peek() == '{')
        {
            var braces = Run('{');
            var opens = raw ? braces >= dollars : braces % 2 == 1;
            if (opens)
            {
                _at += braces;
                ReadCode(inHole: true);
                _at = Math.Min(_at + (raw ? dollars : 1), text.Length);
                content.Append('…');
            }
            else
            {
                _at += braces;
                content.Append('{', raw ? braces : braces / 2);
            }
        }
        else if (!raw && !verbatim && Peek() == '\\')
        {
            content.Append(Take()).Append(Take());
        }
        else if (verbatim && Sees("\"\""))
        {
            _at += 2;
            content.Append('"');
        }
        else
        {
            content.Append(Take());
        }
    }
}
