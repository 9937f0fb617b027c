"""Loaded by Orca at its start: writes down what Orca says and the language that the page declares for each piece."""
import os

import orca.settings
import orca.speech
import orca.speech_generator

orca.settings.enableKeyEcho = False
said = open(os.environ["HEARD"], "a", buffering=1, encoding="utf-8")


def note(text, voice=None):
    words = " ".join(str(text).split())
    said.write("%-2s | %s\n" % ((voice or {}).get("declared", ""), words))


speak_before = orca.speech._speak
character_before = orca.speech.speakCharacter
all_before = orca.speech.sayAll
voice_before = orca.speech_generator.SpeechGenerator.voice


def speak(text, voice, interrupt):
    note(text, voice)
    speak_before(text, voice, interrupt)


def character(one, voice=None):
    note(one, voice)
    character_before(one, voice)


def say_all(pieces, progress):
    def noted():
        for context, voice in pieces:
            note(context.utterance, voice[0] if isinstance(voice, list) else voice)
            yield [context, voice]

    all_before(noted(), progress)


def voice(self, key=None, **details):
    # Orca 43 reads the language from the page and then ignores it; it is kept beside the voice.
    chosen = voice_before(self, key, **details)
    chosen[0]["declared"] = details.get("language") or ""
    return chosen


orca.speech._speak = speak
orca.speech.speakCharacter = character
orca.speech.sayAll = say_all
orca.speech_generator.SpeechGenerator.voice = voice
