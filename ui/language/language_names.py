"""What languages are called on the screen."""

from ui.language.translation import translate


def language_name(code: str) -> str:
    """Return the name of a language by its ISO 639-1 code; the code where it has none here, "" for ""."""
    return _names().get(code, code)


def _names() -> dict[str, str]:
    return {
        "af": translate("Languages", "Afrikaans"),
        "ar": translate("Languages", "Arabic"),
        "be": translate("Languages", "Belarusian"),
        "bg": translate("Languages", "Bulgarian"),
        "bn": translate("Languages", "Bengali"),
        "ca": translate("Languages", "Catalan"),
        "cs": translate("Languages", "Czech"),
        "cy": translate("Languages", "Welsh"),
        "da": translate("Languages", "Danish"),
        "de": translate("Languages", "German"),
        "el": translate("Languages", "Greek"),
        "en": translate("Languages", "English"),
        "eo": translate("Languages", "Esperanto"),
        "es": translate("Languages", "Spanish"),
        "et": translate("Languages", "Estonian"),
        "eu": translate("Languages", "Basque"),
        "fa": translate("Languages", "Persian"),
        "fi": translate("Languages", "Finnish"),
        "fr": translate("Languages", "French"),
        "ga": translate("Languages", "Irish"),
        "gl": translate("Languages", "Galician"),
        "he": translate("Languages", "Hebrew"),
        "hi": translate("Languages", "Hindi"),
        "hr": translate("Languages", "Serbo-Croatian"),
        "hu": translate("Languages", "Hungarian"),
        "hy": translate("Languages", "Armenian"),
        "id": translate("Languages", "Indonesian"),
        "is": translate("Languages", "Icelandic"),
        "it": translate("Languages", "Italian"),
        "ja": translate("Languages", "Japanese"),
        "ka": translate("Languages", "Georgian"),
        "ko": translate("Languages", "Korean"),
        "la": translate("Languages", "Latin"),
        "lt": translate("Languages", "Lithuanian"),
        "lv": translate("Languages", "Latvian"),
        "mk": translate("Languages", "Macedonian"),
        "nl": translate("Languages", "Dutch"),
        "no": translate("Languages", "Norwegian"),
        "pl": translate("Languages", "Polish"),
        "pt": translate("Languages", "Portuguese"),
        "ro": translate("Languages", "Romanian"),
        "ru": translate("Languages", "Russian"),
        "sk": translate("Languages", "Slovak"),
        "sl": translate("Languages", "Slovenian"),
        "sq": translate("Languages", "Albanian"),
        "sr": translate("Languages", "Serbian"),
        "sv": translate("Languages", "Swedish"),
        "ta": translate("Languages", "Tamil"),
        "te": translate("Languages", "Telugu"),
        "th": translate("Languages", "Thai"),
        "tr": translate("Languages", "Turkish"),
        "uk": translate("Languages", "Ukrainian"),
        "ur": translate("Languages", "Urdu"),
        "vi": translate("Languages", "Vietnamese"),
        "zh": translate("Languages", "Chinese"),
    }
