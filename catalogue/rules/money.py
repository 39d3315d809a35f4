"""Fees: before tax, VAT rate, all taxes in; any two give the third (R8)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from catalogue.rules.invalid import ValeurInvalide

TOLERANCE = Decimal("0.01")
"""The largest gap, in euros, between the given total and the computed one."""

_CENT = Decimal("0.01")
_LARGEST = Decimal("99999999.99")  # ten digits, two of them decimals, as they are stored
_HUNDRED = Decimal(100)
_EXACT = Context(prec=28, rounding=ROUND_HALF_UP)  # ours, so that a caller's context cannot change a price


@dataclass(frozen=True, slots=True)
class Frais:
    """Amounts in euros and rate in percent, all with two decimals; `ttc` is `ht` and its VAT, within a cent."""

    ht: Decimal
    taux_tva: Decimal
    ttc: Decimal


def frais(ht: Decimal | None = None, taux_tva: Decimal | None = None, ttc: Decimal | None = None) -> Frais | None:
    """The three values from two or three of them; None when none is given, for fees are never required.

    Raises ValeurInvalide when only one is given, when one is not what `montant` or `taux` accepts, or when they
    disagree by more than a cent. A rate computed from two amounts has two decimals; amounts that no such rate up to
    100 joins are refused rather than rounded. Two amounts of zero have the rate zero.
    """
    ht = None if ht is None else montant(ht, "Les frais HT")
    ttc = None if ttc is None else montant(ttc, "Les frais TTC")
    taux_tva = None if taux_tva is None else taux(taux_tva)
    match ht, taux_tva, ttc:
        case None, None, None:
            return None
        case Decimal() as net, Decimal() as rate, None:
            return Frais(net, rate, montant(_with_tax(net, rate), "Les frais TTC"))
        case None, Decimal() as rate, Decimal() as total:
            net = _cents(_EXACT.divide(_EXACT.multiply(total, _HUNDRED), _EXACT.add(rate, _HUNDRED)))
            return _coherent(net, rate, total)
        case Decimal() as net, None, Decimal() as total:
            return _coherent(net, _rate(net, total), total)
        case Decimal() as net, Decimal() as rate, Decimal() as total:
            return _coherent(net, rate, total)
    raise ValeurInvalide(
        "Deux valeurs sont attendues parmi les frais HT, le taux de TVA et les frais TTC, par exemple 1000.00 et 20."
    )


def montant(value: Decimal, nom: str) -> Decimal:
    """An amount in euros with two decimals, from 0 to 99 999 999.99; raises ValeurInvalide, naming it as `nom`."""
    if not value.is_finite() or not 0 <= value <= _LARGEST or value != _cents(value):
        raise ValeurInvalide(
            f"{nom} doivent être un montant de 0 à 99 999 999,99 € avec deux décimales au plus, par exemple 1200.50."
        )
    return _cents(value).copy_abs()


def taux(value: Decimal) -> Decimal:
    """A VAT rate in percent with two decimals, from 0 to 100; raises ValeurInvalide."""
    if not value.is_finite() or not 0 <= value <= _HUNDRED or value != _cents(value):
        raise ValeurInvalide(
            "Le taux de TVA doit être un pourcentage de 0 à 100 avec deux décimales au plus, par exemple 5.5."
        )
    return _cents(value).copy_abs()


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, context=_EXACT)


def _with_tax(ht: Decimal, taux_tva: Decimal) -> Decimal:
    return _cents(_EXACT.divide(_EXACT.multiply(ht, _EXACT.add(taux_tva, _HUNDRED)), _HUNDRED))


def _rate(ht: Decimal, ttc: Decimal) -> Decimal:
    """The nearest rate of two decimals between 0 and 100; whether it is near enough is for `_coherent` to say."""
    if ht == 0:
        return _cents(Decimal(0))
    exact = _EXACT.divide(_EXACT.multiply(_EXACT.subtract(ttc, ht), _HUNDRED), ht)
    return _cents(min(max(exact, Decimal(0)), _HUNDRED))


def _coherent(ht: Decimal, taux_tva: Decimal, ttc: Decimal) -> Frais:
    computed = _with_tax(ht, taux_tva)
    if _EXACT.subtract(ttc, computed).copy_abs() > TOLERANCE:
        raise ValeurInvalide(
            f"Les frais TTC ({_shown(ttc)} €) ne sont pas les frais HT ({_shown(ht)} €) augmentés d’une TVA de "
            f"{_shown(taux_tva)} %, soit {_shown(computed)} € : corriger l’une des valeurs données."
        )
    return Frais(ht, taux_tva, ttc)


def _shown(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")
